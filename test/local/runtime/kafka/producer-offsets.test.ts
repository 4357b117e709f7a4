import assert from "node:assert/strict";
import { AclOperations, ProduceAcks } from "@platformatic/kafka";
import { allow, producerOf } from "./clients.ts";
import { type Acknowledged, createEventSink } from "../../../../workloads/collector/kafka/event-sink.ts";
import { collectorSettings } from "../../../../workloads/collector/settings.ts";
import { platformTopics } from "./platform-topics.ts";
import { sharedCluster } from "./shared-cluster.ts";

const sends = 50;

describe("an idempotent producer", function () {
  this.timeout(180_000);

  it("that sends concurrently gives every record an offset of its own", async () => {
    const { access, create, properties, user } = await sharedCluster();
    const username = "offsets-producer";
    const password = await user(username);
    await create("aws:msk/topic:Topic", {
      clusterArn: properties.arn,
      name: "offsets",
      partitionCount: 1,
      replicationFactor: 3,
    });
    await allow(access, username, "offsets", [AclOperations.WRITE, AclOperations.DESCRIBE]);
    const producer = producerOf(access, { username, password });
    try {
      const results = await Promise.all(
        Array.from({ length: sends }, (_, number) =>
          producer.send({
            acks: ProduceAcks.ALL,
            messages: [{ topic: "offsets", partition: 0, key: String(number), value: "v" }],
          }),
        ),
      );
      const offsets = results.flatMap(({ offsets: written }) => written?.map(({ offset }) => offset) ?? []);
      assert.equal(offsets.length, sends);
      assert.equal(new Set(offsets).size, sends);
    } finally {
      await producer.close();
    }
  });
});

describe("the collector's producer", function () {
  this.timeout(180_000);

  it("that is called concurrently gives every record an offset of its own", async () => {
    const { cluster, writer } = await platformTopics();
    const acknowledged: Acknowledged[] = [];
    const sink = createEventSink(
      collectorSettings.shape.kafka.parse({
        bootstrapBrokers: cluster.access.bootstrapBrokersSaslScram.join(","),
        caFile: cluster.access.caFile,
        authentication: { by: "scram", secretArn: "of the test" },
        // Every call for itself: what goes wrong does so between requests, not within one.
        lingerMs: 0,
      }),
      {
        credentials: () => Promise.resolve(writer),
        log: { info: () => undefined, warn: () => undefined },
        observer: { acknowledged: (records) => acknowledged.push(records) },
      },
    );
    try {
      const record = (number: number) => ({
        topic: "faults" as const,
        key: Buffer.from(String(number)),
        value: Buffer.from("v"),
      });
      await Promise.all(Array.from({ length: sends }, (_, number) => sink.write([record(number), record(-number)])));
    } finally {
      await sink.close();
    }
    const places = acknowledged.flatMap(({ partition, baseOffset, count }) =>
      Array.from({ length: count }, (_, index) => `${partition}:${baseOffset + BigInt(index)}`),
    );
    assert.equal(places.length, 2 * sends);
    assert.equal(new Set(places).size, 2 * sends);
    assert.ok(!places.some((place) => place.includes("-")), "an acknowledgement has no offset");
  });
});
