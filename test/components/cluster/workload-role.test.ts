import * as assert from "node:assert/strict";
import { WorkloadRole, type WorkloadRoleArgs } from "../../../components/cluster/workload-role.ts";
import { publishTo } from "../../../components/iam/grants/index.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: WorkloadRoleArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  purpose: "collector",
  serviceAccount: { clusterName: "test-platform", namespace: "ingestion", name: "collector" },
};

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

describe("WorkloadRole", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("gives the role to its service account, with no permission by default", async () => {
    const role = new WorkloadRole("role", args, recorded.options);
    await mocks.settle();
    assert.equal(role.arn, "arn:aws:iam::111111111111:role/test-collector");
    const { inputs } = mocks.one(association);
    assert.deepEqual(
      [inputs.clusterName, inputs.namespace, inputs.serviceAccount],
      ["test-platform", "ingestion", "collector"],
    );
    assert.deepEqual(mocks.ofType("aws:iam/rolePolicy:RolePolicy"), []);
    assert.deepEqual(mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
  });

  it("associates the role after it got its permissions", async () => {
    const grants = [publishTo({ place: args.place, name: "test-alerts", keyAlias: "alias/test-alerts" })];
    new WorkloadRole("role", { ...args, grants, managedPolicies: ["service-role/Some"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.dependenciesOf(association, "role-association"), [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment role-Some",
      "aws:iam/rolePolicy:RolePolicy role-policy",
    ]);
    assert.equal(
      mocks.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/Some",
    );
  });

  it("is taken by the cluster's OIDC issuer with IRSA, and says what the service account must carry", async () => {
    const identity = { by: "irsa", oidcIssuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD" } as const;
    const role = new WorkloadRole("role", { ...args, identity }, recorded.options);
    await mocks.settle();
    assert.deepEqual(role.annotations, { "eks.amazonaws.com/role-arn": role.arn });
    assert.match(String(mocks.one("aws:iam/role:Role").inputs.assumeRolePolicy), /sts:AssumeRoleWithWebIdentity/);
    assert.deepEqual(mocks.ofType(association), []);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new WorkloadRole("one", args, recorded.options);
    new WorkloadRole("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
