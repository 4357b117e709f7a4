import assert from "node:assert/strict";
import { AclOperations, ProduceAcks } from "@platformatic/kafka";
import { allow, producerOf } from "./clients.ts";
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
