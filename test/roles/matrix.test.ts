import assert from "node:assert/strict";
import { decide } from "../../policy/iam/effective-grant.ts";
import { type Deployed, deployedRoles, type DeployedRole, environments } from "./deployed.ts";
import { everyRole, requestOf, roleRows } from "./rows.ts";

const rows = roleRows();

describe("the roles of the platform", function () {
  this.timeout(1_800_000);
  let deployed: readonly Deployed[] = [];

  before(async () => {
    deployed = await deployedRoles();
  });

  /** The role in every environment that has it. */
  function everywhere(purpose: string): readonly { readonly role: DeployedRole; readonly place: Deployed["place"] }[] {
    return deployed.flatMap(({ place, roles }) =>
      roles.filter((role) => role.purpose === purpose).map((role) => ({ role, place })),
    );
  }

  /** Rows that are decided otherwise, with the decision. */
  function wrong(purpose: string, demands: readonly string[], wanted: "allow" | "deny"): readonly string[] {
    return everywhere(purpose).flatMap(({ role, place }) =>
      demands.flatMap((row) => {
        const { decision } = decide(role, requestOf(row, place));
        return decision === wanted ? [] : [`${place.environment}: ${row}: ${decision}`];
      }),
    );
  }

  it("all have rows in the file of their phase, in the environments that have them", () => {
    const asDeployed = deployed.flatMap(({ place, roles }) =>
      roles.map(({ phase, purpose }) => `${place.environment} ${phase}: ${purpose}`),
    );
    const asListed = rows.flatMap(({ phase, role, environments: where = environments }) =>
      where.map((environment) => `${environment} ${phase}: ${role}`),
    );
    assert.deepEqual(
      asDeployed.toSorted(),
      asListed.toSorted(),
      "Write down in test/roles/<phase>.yaml what a new role must and must not be able to do; delete the rows of one that is gone.",
    );
  });

  it("have boundaries and policies that are whole and known", () => {
    const open = deployed.flatMap(({ roles }) =>
      roles.flatMap(({ name, trust, policies, boundary }) =>
        [...policies, { name: "trust", document: trust }, boundary ?? { name: "no boundary", document: trust }]
          .filter((policy) => policy.document.state !== "known" || policy.name === "no boundary")
          .map((policy) => `${name}: ${policy.name} is ${policy.document.state}`),
      ),
    );
    assert.deepEqual(open, [], "Add what AWS keeps to test/roles/managed-policies.json.");
  });

  for (const { phase, role, allowed, denied } of rows) {
    describe(`${role} of ${phase}`, () => {
      it(`can do what it must: ${allowed.length} rows`, () => {
        assert.deepEqual(wrong(role, allowed, "allow"), []);
      });

      it(`cannot do what it must not: ${denied.length} rows`, () => {
        assert.deepEqual(wrong(role, denied, "deny"), []);
      });

      it("cannot do what no role may", () => {
        const demands = everyRole().filter(({ except }) => !except.includes(role));
        assert.deepEqual(
          wrong(
            role,
            demands.map(({ denied: row }) => row),
            "deny",
          ),
          [],
        );
      });
    });
  }

  it("are an exception from what no role may only where they need it", () => {
    const idle = everyRole().flatMap(({ denied, except }) =>
      except.filter((role) => wrong(role, [denied], "deny").length === 0).map((role) => `${role}: ${denied}`),
    );
    assert.deepEqual(idle, []);
  });
});
