import assert from "node:assert/strict";
import { ServerlessStream, type ServerlessStreamArgs } from "../../../components/streaming/serverless-stream.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ServerlessStreamArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  purpose: "trials",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-brokers"],
};

describe("ServerlessStream", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("lets clients in by IAM, from the networks it is given", async () => {
    const stream = new ServerlessStream("trials", args, recorded.options);
    await mocks.settle();
    assert.equal(stream.clusterName, "test-trials");
    assert.deepEqual(mocks.one("aws:msk/serverlessCluster:ServerlessCluster").inputs, {
      clusterName: "test-trials",
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      vpcConfigs: [{ subnetIds: ["subnet-a", "subnet-b"], securityGroupIds: ["sg-brokers"] }],
    });
  });

  it("takes three zones and five groups", async () => {
    const more = { subnetIds: ["a", "b", "c"], securityGroupIds: ["1", "2", "3", "4", "5"] };
    new ServerlessStream("trials", { ...args, ...more }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.ofType("aws:msk/serverlessCluster:ServerlessCluster").length, 1);
  });

  it("fails on one zone and on six groups, with MSK's limits", () => {
    const problem =
      /^The serverless stream "trials" got \d subnets and \d security groups; MSK Serverless takes at least 2 subnets, each in a zone of its own, and at most 5 groups\. Change its arguments\.$/;
    for (const wrong of [{ subnetIds: ["a"] }, { securityGroupIds: ["1", "2", "3", "4", "5", "6"] }]) {
      assert.throws(() => new ServerlessStream("trials", { ...args, ...wrong }, recorded.options), {
        message: problem,
      });
    }
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ServerlessStream("one", args, recorded.options);
    new ServerlessStream("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
