import assert from "node:assert/strict";
import { once } from "node:events";
import * as fs from "node:fs";
import * as tls from "node:tls";
import { AclOperations, findErrorBy, MessagesStreamModes, ProduceAcks } from "@platformatic/kafka";
import { brokerCount } from "../../../../local/runtime/kafka/admin.ts";
import { allow, connectionOf, consumerOf, producerOf, type User } from "./clients.ts";
import { sharedCluster, type SharedCluster } from "./shared-cluster.ts";

const topic = "broker-cluster";

describe("BrokerCluster", function () {
  this.timeout(180_000);
  let cluster: SharedCluster;
  let writer: User;
  let reader: User;

  before(async () => {
    cluster = await sharedCluster();
    writer = { username: "writer", password: await cluster.user("writer") };
    reader = { username: "reader", password: await cluster.user("reader") };
    const { properties, access } = cluster;
    await cluster.create("aws:msk/topic:Topic", {
      clusterArn: properties.arn,
      name: topic,
      partitionCount: 3,
      replicationFactor: 3,
    });
    await allow(access, writer.username, topic, [AclOperations.WRITE, AclOperations.DESCRIBE]);
    await allow(access, reader.username, topic, [AclOperations.READ, AclOperations.DESCRIBE]);
  });

  async function send(user: User, value: string): Promise<void> {
    const producer = producerOf(cluster.access, user);
    try {
      await producer.send({ acks: ProduceAcks.ALL, messages: [{ topic, key: "k", value }] });
    } finally {
      await producer.close();
    }
  }

  /** Values in the topic, as many as are asked for. */
  async function values(user: User, count: number): Promise<string[]> {
    const consumer = consumerOf(cluster.access, user, `group-${Math.random()}`);
    const found: string[] = [];
    try {
      const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST });
      for await (const message of stream) {
        found.push(message.value);
        if (found.length === count) break;
      }
    } finally {
      await consumer.close(true);
    }
    return found;
  }

  const refusedWith = (code: string) => (error: Error) => findErrorBy(error, "apiId", code) !== null;

  it("is as many brokers as were declared", async () => {
    assert.equal(await brokerCount(cluster.access), 3);
  });

  it("shows clients a certificate of its authority, for localhost", async () => {
    for (const address of cluster.access.bootstrapBrokersSaslScram) {
      const [host = "", port = ""] = address.split(":");
      const socket = tls.connect({ host, port: Number(port), ca: fs.readFileSync(cluster.access.caFile) });
      await once(socket, "secureConnect");
      assert.equal(socket.authorized, true);
      socket.destroy();
    }
  });

  it("lets in no administrator without a certificate", async () => {
    const [host = "", port = ""] = cluster.access.bootstrapBrokersAdmin[0]?.split(":") ?? [];
    const socket = tls.connect({ host, port: Number(port), ca: fs.readFileSync(cluster.access.caFile) });
    await assert.rejects(once(socket, "data"), /certificate required|bad certificate|ECONNRESET|alert/i);
  });

  it("lets a user do what an ACL allows, and nothing else", async () => {
    await send(writer, "allowed");
    assert.deepEqual(await values(reader, 1), ["allowed"]);
    // An idempotent producer is refused before it can name a topic: it may write to none.
    await assert.rejects(send(reader, "refused"), refusedWith("CLUSTER_AUTHORIZATION_FAILED"));
    await assert.rejects(values(writer, 1), refusedWith("TOPIC_AUTHORIZATION_FAILED"));
  });

  it("lets in nobody with a wrong password", async () => {
    const connection = connectionOf(cluster.access, { ...writer, password: "wrong" });
    const [host = "", port = ""] = cluster.access.bootstrapBrokersSaslScram[0]?.split(":") ?? [];
    await assert.rejects(
      async () => connection.connect(host, Number(port)),
      (error: Error) => {
        assert.match(String(error.cause), /SASL authentication failed/);
        return true;
      },
    );
  });

  it("is at the same addresses with the same data after a restart", async () => {
    const running = cluster.fleet.find("shared");
    assert(running !== undefined);
    const before = running.access;
    await running.stop();
    await running.start();
    assert.deepEqual(running.access, before);
    await send(writer, "after");
    assert.deepEqual((await values(reader, 2)).sort(), ["after", "allowed"]);
  });
});
