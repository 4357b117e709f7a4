import assert from "node:assert/strict";
import { MessagesStreamModes } from "@platformatic/kafka";
import { topics } from "../../../../contracts/events/topics.ts";
import { withAdmin } from "../../../../local/runtime/kafka/admin.ts";
import { Delivery } from "../../../../workloads/collector/kafka/delivery.ts";
import { createEventSink } from "../../../../workloads/collector/kafka/event-sink.ts";
import { TopicQueue } from "../../../../workloads/collector/kafka/topic-queue.ts";
import { collectorSettings } from "../../../../workloads/collector/settings.ts";
import { consumerOf } from "../../../local/runtime/kafka/clients.ts";
import { platformTopics } from "../../../local/runtime/kafka/platform-topics.ts";
import { until } from "../../../faults/harness/until.ts";

const record = (key: string, value = key) => ({ key: Buffer.from(key), value: Buffer.from(value) });
const places = (leaders: readonly number[]) => leaders.map((leader) => ({ leader, inSyncReplicas: [1, 2, 3] }));

describe("TopicQueue", function () {
  this.timeout(180_000);

  it("keeps records in order until it knows the partitions", () => {
    const topic = new TopicQueue("t");
    assert.equal(topic.queueOf(record("a")), undefined);
    for (const [since, value] of ["1", "2", "3"].entries()) topic.wait(record("a", value), new Delivery(), since);
    assert.deepEqual(topic.place([]), [], "a topic that is not there yet");
    assert.equal(topic.waitingSince, 0);
    const placed = topic.place(places([1, 2, 3])).map(({ record: { value } }) => String(value));
    assert.deepEqual(placed, ["1", "2", "3"]);
    assert.equal(topic.waitingSince, undefined);
    assert.equal(topic.queueOf(record("a"))?.topic, "t");
  });

  it("gives up what waits too long", async () => {
    const topic = new TopicQueue("t");
    const deliveries = [new Delivery(), new Delivery()];
    for (const [since, delivery] of deliveries.entries()) topic.wait(record("a"), delivery, since * 10);
    assert.equal(topic.expire(5, () => new Error("too late")).length, 1);
    assert.equal(topic.waitingSince, 10);
    await assert.rejects(deliveries[0]?.promise ?? Promise.resolve(), /too late/);
  });

  it("makes one error for all that it gives up: each would cost more than the record", async () => {
    const topic = new TopicQueue("t");
    const delivery = new Delivery();
    for (let count = 0; count < 3; count += 1) topic.wait(record("a"), delivery, 0);
    let errors = 0;
    assert.equal(topic.expire(5, () => new Error(`too late ${++errors}`)).length, 3);
    await assert.rejects(delivery.promise, /too late 1/);
    assert.equal(errors, 1);
  });

  it("spreads records over partitions that were added", () => {
    const topic = new TopicQueue("t");
    topic.place(places([1]));
    const used = (): number => new Set(Array.from({ length: 50 }, (_, key) => topic.queueOf(record(`${key}`)))).size;
    assert.equal(used(), 1);
    topic.place(places([1, 2, 3]));
    assert.equal(used(), 3);
  });

  it("is written to again after the topic was deleted and made anew, with fewer partitions", async () => {
    const { cluster, writer, reader } = await platformTopics();
    const { name } = topics.transactions;
    const sink = createEventSink(
      collectorSettings.shape.kafka.parse({
        bootstrapBrokers: cluster.access.bootstrapBrokersSaslScram.join(","),
        caFile: cluster.access.caFile,
        authentication: { by: "scram", secretArn: "of the test" },
        deliveryTimeoutMs: 2_000,
      }),
      { credentials: () => Promise.resolve(writer), log: { info: () => undefined, warn: () => undefined } },
    );
    const write = (value: string): Promise<void> =>
      sink.write(
        Array.from({ length: 20 }, (_, device) => ({
          topic: "transactions" as const,
          ...record(`device-${device}`, value),
        })),
      );
    try {
      await write("before");
      await withAdmin(cluster.access, (admin) => admin.deleteTopics({ topics: [name] }));
      await assert.rejects(write("in between"), { name: "SinkUnavailable" });
      await withAdmin(cluster.access, (admin) => admin.createTopics({ topics: [name], partitions: 1, replicas: 3 }));
      await until(30_000, "The topic is written to", () => write("after").then(() => true));
    } finally {
      await sink.close();
    }
    const consumer = consumerOf(cluster.access, reader, "made-anew");
    try {
      const stream = await consumer.consume({ topics: [name], mode: MessagesStreamModes.EARLIEST });
      const devices = new Set<string>();
      for await (const { key, value } of stream) {
        if (value === "after") devices.add(key);
        if (devices.size === 20) break;
      }
    } finally {
      await consumer.close(true);
    }
  });
});
