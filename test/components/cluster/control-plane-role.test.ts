import * as assert from "node:assert/strict";
import { ControlPlaneRole, type ControlPlaneRoleArgs } from "../../../components/cluster/control-plane-role.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ControlPlaneRoleArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  secretsKeyAlias: "alias/test-cluster",
};

const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

describe("ControlPlaneRole", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is EKS's to take, for one cluster of this account", async () => {
    const { arn } = new ControlPlaneRole("role", args, recorded.options);
    await mocks.settle();
    assert.equal(arn, "arn:aws:iam::111111111111:role/test-eks-control-plane");
    const trust = JSON.parse(String(mocks.one("aws:iam/role:Role").inputs.assumeRolePolicy)) as { Statement: unknown };
    assert.deepEqual(trust.Statement, [
      {
        Sid: "AssumedByEks",
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111111111111:cluster/test-platform" },
        },
      },
    ]);
  });

  it("uses the one key of the cluster's secrets", async () => {
    new ControlPlaneRole("role", args, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:iam/rolePolicy:RolePolicy").inputs;
    assert.match(String(policy), /"kms:ResourceAliases":\["alias\/test-cluster"\]/);
    assert.deepEqual(
      mocks.ofType(attachment).map(({ name }) => name),
      ["role-AmazonEKSClusterPolicy"],
    );
  });

  it("takes more for Auto Mode", async () => {
    new ControlPlaneRole("role", { ...args, autoMode: true }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks
        .ofType(attachment)
        .map(({ name }) => name)
        .sort(),
      [
        "role-AmazonEKSBlockStoragePolicy",
        "role-AmazonEKSClusterPolicy",
        "role-AmazonEKSComputePolicy",
        "role-AmazonEKSLoadBalancingPolicy",
        "role-AmazonEKSNetworkingPolicy",
      ],
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ControlPlaneRole("one", args, recorded.options);
    new ControlPlaneRole("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
