import assert from "node:assert/strict";
import { parseClusterArn, replicate } from "../../../components/streaming/replication-grant.ts";

const source = { accountId: "111111111111", region: "eu-central-1", clusterName: "prod-events" };
const target = { accountId: "111111111111", region: "eu-west-1", clusterName: "dr-events" };
const { statements } = replicate(source, target, { topics: ["iot.faults.v1"], groups: ["raw-landing"] });
const of = (sid: string) => {
  const found = statements.find(({ Sid }) => Sid === sid);
  assert.ok(found !== undefined, sid);
  return found;
};

describe("replicate", () => {
  it("reads the named topics of the source and changes none of them", () => {
    const { Action, Resource } = of("ReplicateFrom");
    assert.deepEqual(Resource, ["arn:aws:kafka:eu-central-1:111111111111:topic/prod-events/*/iot.faults.v1"]);
    assert.deepEqual(Action, [
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:DescribeTopicDynamicConfiguration",
      "kafka-cluster:ReadData",
    ]);
  });

  it("makes and writes the same names on the target", () => {
    const { Action, Resource } = of("ReplicateTo");
    assert.deepEqual(Resource, ["arn:aws:kafka:eu-west-1:111111111111:topic/dr-events/*/iot.faults.v1"]);
    assert.ok(Action.includes("kafka-cluster:CreateTopic") && Action.includes("kafka-cluster:WriteData"));
  });

  it("moves offsets of the named groups on the target alone", () => {
    assert.deepEqual(of("ReplicateGroupsFrom").Action, ["kafka-cluster:DescribeGroup"]);
    assert.deepEqual(of("ReplicateGroupsTo").Resource, [
      "arn:aws:kafka:eu-west-1:111111111111:group/dr-events/*/raw-landing",
      "arn:aws:kafka:eu-west-1:111111111111:group/dr-events/*/*__amazon_msk_replicator_*",
    ]);
  });

  it("names no other cluster, and deletes nothing", () => {
    for (const { Action, Resource = [] } of statements) {
      for (const resource of [Resource].flat()) assert.match(resource, /:111111111111:[a-z]+\/(prod|dr)-events\/\*/);
      for (const action of [Action].flat()) assert.doesNotMatch(action, /Delete|\*/);
    }
  });
});

describe("parseClusterArn", () => {
  it("gives Region, account and name", () => {
    assert.deepEqual(parseClusterArn("arn:aws:kafka:eu-west-1:111111111111:cluster/dr-events/1-2"), target);
  });

  it("fails on another ARN, with the form", () => {
    assert.throws(() => parseClusterArn("arn:aws:kafka:eu-west-1:111111111111:topic/dr-events/1-2/t"), {
      message:
        '"arn:aws:kafka:eu-west-1:111111111111:topic/dr-events/1-2/t" is not the ARN of an MSK cluster: arn:aws:kafka:<region>:<account>:cluster/<name>/<id>.',
    });
  });
});
