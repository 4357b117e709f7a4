import * as assert from "node:assert/strict";
import { InterruptionQueue, type InterruptionQueueArgs } from "../../../components/cluster/interruption-queue.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: InterruptionQueueArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
};

const queue = "aws:sqs/queue:Queue";

describe("InterruptionQueue", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(async () => {
    mocks = installMocks();
    recorded = recorder();
    new InterruptionQueue("one", args, recorded.options);
    new InterruptionQueue("two", args, recorded.options);
    await mocks.settle();
  });

  it("is encrypted with the given key, both what is read and what could not be", () => {
    const queues = mocks.ofType(queue).filter(({ name }) => name.startsWith("one-"));
    assert.equal(queues.length, 2);
    assert.ok(queues.every(({ inputs }) => inputs.kmsMasterKeyId === args.kmsKeyArn));
  });

  it("forgets a notice after five minutes, and keeps for two weeks what nobody could read", () => {
    assert.equal(mocks.one(queue, "one-queue").inputs.messageRetentionSeconds, 300);
    assert.equal(mocks.one(queue, "one-unread").inputs.messageRetentionSeconds, 14 * 24 * 3600);
    assert.match(String(mocks.one(queue, "one-queue").inputs.redrivePolicy), /"maxReceiveCount":5/);
  });

  it("hears of interruptions, rebalancing, state changes and scheduled maintenance", () => {
    const kinds = mocks
      .ofType("aws:cloudwatch/eventRule:EventRule")
      .filter(({ name }) => name.startsWith("one-"))
      .flatMap(({ inputs }) => (JSON.parse(String(inputs.eventPattern)) as { "detail-type": string[] })["detail-type"]);
    assert.deepEqual(kinds.sort(), [
      "AWS Health Event",
      "EC2 Instance Rebalance Recommendation",
      "EC2 Instance State-change Notification",
      "EC2 Spot Instance Interruption Warning",
    ]);
  });

  it("is written to by its rules alone, and by nobody without TLS", () => {
    const { policy } = mocks.one("aws:sqs/queuePolicy:QueuePolicy", "one-queue-policy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string; Condition: unknown }[] };
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ["RulesSend", "TlsOnly"],
    );
    assert.partialDeepStrictEqual(Statement[0]?.Condition, { StringEquals: { "aws:SourceAccount": "111111111111" } });
    assert.match(JSON.stringify(Statement[0]?.Condition), /rule\/test-node-spot-interruption/);
  });

  it("keeps every child under itself and named after itself, twice in one stack", () => {
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
