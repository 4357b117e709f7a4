import assert from "node:assert/strict";
import { environments as allEnvironments } from "../../stacks/platform-config.ts";
import { type TypeDeclaration } from "../../local/provider/declarations/declaration.ts";
import { Declarations } from "../../local/provider/declarations/index.ts";
import { excepts, problemsOf, readExceptions } from "./exceptions.ts";
import { type Case, type Finding, judge, type Verdicts } from "./judge.ts";
import { manifestsOf } from "./manifests.ts";
import { terraformResources } from "./plan.ts";
import { type PlannedResource, plannedResources } from "./planned.ts";
import { seeds, sow, type Sown } from "./seeds.ts";
import { terraformTypes, untranslatable } from "./terraform-types.ts";

// `test` is what a program's own tests are configured with; nobody deploys it.
const environments = allEnvironments.filter((environment) => environment !== "test");
const seeded = "prod with violations";

/** The beginning of a token under which a type is listed as having no Terraform resource. */
function untranslatableAs(type: string): string | undefined {
  return Object.keys(untranslatable).find((beginning) => type.startsWith(beginning));
}

describe("planned resources under Checkov", function () {
  this.timeout(1_800_000);
  const planned = new Map<string, readonly PlannedResource[]>();
  const declarations = new Map<string, TypeDeclaration>();
  const cases: Record<string, Case> = {};
  let sown: readonly Sown[] = [];
  let verdicts: Verdicts;

  /** Only what has a row and a declaration: that nothing lacks them is a test of its own. */
  function caseOf(resources: readonly PlannedResource[]): Case {
    const translated = terraformResources(resources, (type) => {
      const [row, declaration] = [terraformTypes[type], declarations.get(type)];
      return row === undefined || declaration === undefined ? undefined : { row, declaration };
    });
    return { resources: translated, manifests: manifestsOf(resources) };
  }

  function plannedIn(environment: string): readonly PlannedResource[] {
    return planned.get(environment) ?? [];
  }

  function findings(environment: string, verdict: "passed" | "failed"): readonly Finding[] {
    return verdicts.environments[environment]?.[verdict] ?? [];
  }

  before(async () => {
    const all = await Promise.all(environments.map((environment) => plannedResources(environment)));
    environments.forEach((environment, index) => planned.set(environment, all[index] ?? []));
    const sdks = new Declarations();
    for (const type of new Set(all.flat().map((resource) => resource.type))) {
      const declaration = await sdks.of(type);
      if (declaration !== undefined) declarations.set(type, declaration);
    }
    for (const environment of environments) cases[environment] = caseOf(plannedIn(environment));
    const field = sow(plannedIn("prod"));
    sown = field.sown;
    cases[seeded] = caseOf(field.planned);
    verdicts = await judge(cases);
  });

  it("are all readable", () => {
    const unreadable = Object.values(verdicts.environments).flatMap((environment) => environment.unreadable);
    assert.deepEqual(unreadable, []);
  });

  it("have a row in terraform-types.ts for every type of AWS", () => {
    const types = new Set(environments.flatMap((environment) => plannedIn(environment).map(({ type }) => type)));
    const missing = [...types].filter((type) => !(type in terraformTypes) && untranslatableAs(type) === undefined);
    assert.deepEqual(
      missing,
      [],
      `Add a row for each of ${missing.join(", ")} to test/checkov/terraform-types.ts: its Terraform type, and a name for ` +
        "every property that the provider renamed or that is a block with a plural name. Then see what Checkov says.",
    );
  });

  it("have every renamed property of terraform-types.ts among those that the SDK declares", () => {
    const stale = Object.entries(terraformTypes).flatMap(([type, { names = {} }]) => {
      const declaration = declarations.get(type);
      if (declaration === undefined) return []; // a row may stand before its first resource
      const { inputs, objects } = declaration;
      const declared = new Set([inputs, ...Object.values(objects)].flatMap((properties) => Object.keys(properties)));
      return Object.keys(names).flatMap((name) => (declared.has(name) ? [] : [`${type}: no property ${name}`]));
    });
    assert.deepEqual(stale, []);
  });

  for (const environment of environments) {
    describe(`of ${environment}`, () => {
      it("are all translated, or listed by type as having no Terraform resource", () => {
        const resources = plannedIn(environment);
        assert.ok(resources.length > 200, `only ${resources.length} resources`);
        const listed = resources.filter(({ type }) => untranslatableAs(type) !== undefined);
        const translated = cases[environment]?.resources ?? [];
        assert.equal(resources.length, translated.length + listed.length);
        assert.equal(
          new Set(translated.map(({ address }) => address)).size,
          translated.length,
          "an address stands twice",
        );
      });

      it("pass at least one check in every type that Checkov has checks for", () => {
        const passed = new Set(findings(environment, "passed").map(([, resource]) => resource.split(".")[0]));
        const types = new Set((cases[environment]?.resources ?? []).map(({ type }) => type));
        const unjudged = [...types].filter((type) => verdicts.checkedTypes.includes(type) && !passed.has(type));
        assert.deepEqual(unjudged, []);
      });

      it("have every Kubernetes object judged that is not a chart's", () => {
        const judged = new Set(cases[environment]?.manifests.map(({ urn }) => urn));
        const left = plannedIn(environment).filter(
          ({ urn, type }) => type.startsWith("kubernetes:") && !judged.has(urn),
        );
        assert.deepEqual(
          left.filter(({ type }) => type !== "kubernetes:helm.sh/v3:Release").map(({ urn }) => urn),
          [],
        );
      });

      it("fail no check outside exceptions.yaml", () => {
        const exceptions = readExceptions();
        const failed = findings(environment, "failed").filter(
          (finding) => !exceptions.some((exception) => excepts(exception, environment, finding)),
        );
        const lines = failed.map(([check, resource]) => `${check} ${resource}: ${verdicts.checks[check]?.name ?? ""}`);
        assert.deepEqual(lines, []);
      });
    });
  }

  it("have exceptions that are in date, in use, and never from encryption, public access or IAM", () => {
    const exceptions = readExceptions();
    assert.deepEqual(problemsOf(exceptions, verdicts.checks, new Date().toISOString().slice(0, 10)), []);
    const unused = exceptions.filter(
      (exception) =>
        !environments.some((environment) =>
          findings(environment, "failed").some((finding) => excepts(exception, environment, finding)),
        ),
    );
    assert.deepEqual(unused, [], "Nothing fails these checks any more: delete the exceptions.");
  });

  for (const { violation, check } of seeds) {
    it(`would not hide ${violation}: ${check}`, () => {
      const place = sown.find((one) => one.violation === violation);
      const address = cases[seeded]?.resources.find(({ urn }) => urn === place?.urn)?.address;
      const isIt = ([id, resource]: Finding): boolean => id === check && resource === address;
      assert.ok(findings(seeded, "failed").some(isIt), `not found on ${address ?? "anything"}`);
      assert.ok(!findings("prod", "failed").some(isIt), "found without the seed as well");
    });
  }
});
