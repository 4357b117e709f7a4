import * as assert from "node:assert/strict";
import { NodeRole } from "../../../components/cluster/node-role.ts";
import { installMocks, recorder } from "../../support/index.ts";

const args = { place: { environment: "test", accountId: "111111111111", region: "eu-central-1" } };

describe("NodeRole", () => {
  it("may join, pull images and give pods addresses, and nothing else", async () => {
    const mocks = installMocks();
    new NodeRole("nodes", args, recorder().options);
    await mocks.settle();
    const attachments = mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.deepEqual(
      attachments.map(({ inputs }) => inputs.policyArn),
      [
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
        "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
      ],
    );
    assert.deepEqual(mocks.ofType("aws:iam/rolePolicy:RolePolicy"), []);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    const mocks = installMocks();
    const recorded = recorder();
    new NodeRole("one", args, recorded.options);
    new NodeRole("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
