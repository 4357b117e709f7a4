import * as assert from "node:assert/strict";
import { karpenterGrants } from "../../../components/cluster/karpenter-grants.ts";
import { maxInlinePolicyCharacters, permissionsDocument } from "../../../components/iam/grant.ts";
import { type Statement } from "../../../components/iam/policy-document.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

const grants = karpenterGrants({
  place,
  clusterName: "test-platform",
  nodeRoleName: "test-nodes",
  instanceProfileName: "test-nodes",
  queueName: "test-node-interruptions",
  keyAlias: "alias/test-cluster",
});
const statements = grants.flatMap((grant) => grant.statements);

const actionsOf = ({ Action }: Statement): readonly string[] => (typeof Action === "string" ? [Action] : Action);
const allowing = (action: string): readonly Statement[] => statements.filter((one) => actionsOf(one).includes(action));

describe("karpenterGrants", () => {
  it("writes to nothing that is everything", () => {
    const open = statements.filter(({ Resource }) => Resource === "*").flatMap(actionsOf);
    assert.deepEqual(
      open.filter((action) => !/:(Describe|Get)/.test(action)),
      [],
    );
  });

  it("makes no instance profile and no role", () => {
    const iam = statements.flatMap(actionsOf).filter((action) => action.startsWith("iam:"));
    assert.deepEqual(iam.sort(), ["iam:GetInstanceProfile", "iam:PassRole"]);
  });

  it("hands out the role of the nodes alone, to instances alone", () => {
    const [pass] = allowing("iam:PassRole");
    assert.equal(pass?.Resource, "arn:aws:iam::111111111111:role/test-nodes");
    assert.deepEqual(pass.Condition, { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } });
  });

  it("ends only instances of its own cluster", () => {
    for (const { Condition } of allowing("ec2:TerminateInstances")) {
      assert.deepEqual(Condition, {
        StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/test-platform": "owned" },
        StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
      });
    }
    assert.equal(allowing("ec2:TerminateInstances").length, 1);
  });

  it("starts only instances that carry its cluster's tags", () => {
    const instances = allowing("ec2:RunInstances").filter(({ Resource }) =>
      Resource?.includes("arn:aws:ec2:eu-central-1:111111111111:instance/*"),
    );
    assert.equal(instances.length, 1);
    assert.partialDeepStrictEqual(instances[0]?.Condition, {
      StringEquals: { "aws:RequestTag/kubernetes.io/cluster/test-platform": "owned" },
    });
  });

  it("fits into a role", () => {
    assert.ok(permissionsDocument(place, "test-karpenter", grants).length < maxInlinePolicyCharacters);
  });
});
