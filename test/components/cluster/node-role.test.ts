import * as assert from "node:assert/strict";
import { NodeRole } from "../../../components/cluster/node-role.ts";
import { installMocks, recorder } from "../../support/index.ts";

const args = { place: { environment: "test", accountId: "111111111111", region: "eu-central-1" } };

describe("NodeRole", () => {
  it("may join and pull images, and nothing else", async () => {
    const mocks = installMocks();
    new NodeRole("nodes", args, recorder().options);
    await mocks.settle();
    const attachments = mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.deepEqual(
      attachments.map(({ inputs }) => inputs.policyArn),
      [
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ],
    );
    assert.deepEqual(mocks.ofType("aws:iam/rolePolicy:RolePolicy"), []);
  });

  it("may do less where EKS Auto Mode runs the nodes", async () => {
    const mocks = installMocks();
    new NodeRole("nodes", { ...args, autoMode: true }, recorder().options);
    await mocks.settle();
    const attachments = mocks.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.ok(attachments.some(({ name }) => name === "nodes-AmazonEKSWorkerNodeMinimalPolicy"));
    assert.equal(attachments.length, 2);
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
