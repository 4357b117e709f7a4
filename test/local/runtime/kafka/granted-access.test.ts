import assert from "node:assert/strict";
import * as fs from "node:fs";
import {
  Admin,
  AclOperations,
  AclPermissionTypes,
  type ClusterMetadata,
  ConfigResourceTypes,
  findErrorBy,
  IncrementalAlterConfigOperationTypes,
  MessagesStreamModes,
  ProduceAcks,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { applyAcls } from "../../../../cli/kafka-acls.ts";
import { grantConsume, grantProduce } from "../../../../components/streaming/kafka-grants.ts";
import { topics } from "../../../../contracts/events/topics.ts";
import { adminOf, consumerOf, producerOf, type User } from "./clients.ts";
import { sharedCluster, type SharedCluster } from "./shared-cluster.ts";

const cluster = {
  place: { environment: "local", accountId: "000000000000", region: "us-east-1" },
  clusterName: "shared",
};
const granted = topics.faults.name;
const other = topics.heartbeat.name;

const refused = (code: string) => (error: Error) => {
  assert.ok(
    findErrorBy(error, "apiId", code) !== null,
    `expected ${code}, got ${String(error)}: ${String(error.cause)}`,
  );
  return true;
};

/** What grants mean on brokers: real ones decide. */
describe("granted access on brokers", function () {
  this.timeout(180_000);
  let shared: SharedCluster;
  let writer: User;
  let reader: User;

  before(async () => {
    shared = await sharedCluster();
    writer = { username: "granted-writer", password: await shared.user("granted-writer") };
    reader = { username: "granted-reader", password: await shared.user("granted-reader") };
    for (const name of [granted, other]) await shared.topic(name);
    const { access } = shared;
    await applyAcls(
      {
        bootstrapServers: access.bootstrapBrokersAdmin,
        ca: fs.readFileSync(access.caFile, "utf8"),
        cert: fs.readFileSync(access.adminCertificateFile, "utf8"),
        key: fs.readFileSync(access.adminKeyFile, "utf8"),
      },
      [
        ...grantProduce(cluster, "faults").acls(writer.username),
        ...grantConsume(cluster, "incidents", "faults").acls(reader.username),
      ],
    );
  });

  async function send(user: User, topic: string): Promise<void> {
    const producer = producerOf(shared.access, user);
    try {
      await producer.send({ acks: ProduceAcks.ALL, messages: [{ topic, key: "k", value: "v" }] });
    } finally {
      await producer.close();
    }
  }

  async function readOne(user: User, topic: string, group: string): Promise<string> {
    const consumer = consumerOf(shared.access, user, group);
    try {
      const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST });
      for await (const { value } of stream) return value;
      throw new Error("the stream ended");
    } finally {
      await consumer.close(true);
    }
  }

  async function administer(user: User, work: (admin: Admin) => Promise<unknown>): Promise<void> {
    const admin = adminOf(shared.access, user);
    try {
      await work(admin);
    } finally {
      await admin.close();
    }
  }

  it("lets who may produce write its topic, and who may consume read it in its group", async () => {
    await send(writer, granted);
    assert.equal(await readOne(reader, granted, "incidents"), "v");
  });

  it("refuses both every other topic", async () => {
    await assert.rejects(send(writer, other), refused("TOPIC_AUTHORIZATION_FAILED"));
    await assert.rejects(readOne(reader, other, "incidents"), refused("TOPIC_AUTHORIZATION_FAILED"));
  });

  it("refuses who may produce to read, and who may consume to write", async () => {
    await assert.rejects(readOne(writer, granted, "incidents"), refused("GROUP_AUTHORIZATION_FAILED"));
    // Who may write to no topic at all gets no producer ID, which is the cluster's to give.
    await assert.rejects(send(reader, granted), refused("CLUSTER_AUTHORIZATION_FAILED"));
  });

  it("refuses who may consume every other group", async () => {
    await assert.rejects(readOne(reader, granted, "another"), refused("GROUP_AUTHORIZATION_FAILED"));
  });

  const everybody = (): readonly User[] => [writer, reader];
  const attempts: readonly (readonly [what: string, code: string, work: (admin: Admin) => Promise<unknown>])[] = [
    ["delete its topic", "TOPIC_AUTHORIZATION_FAILED", (admin) => admin.deleteTopics({ topics: [granted] })],
    [
      "add partitions to its topic",
      "TOPIC_AUTHORIZATION_FAILED",
      (admin) => admin.createPartitions({ topics: [{ name: granted, count: 9 }] }),
    ],
    [
      "change its topic's settings",
      "TOPIC_AUTHORIZATION_FAILED",
      (admin) =>
        admin.incrementalAlterConfigs({
          resources: [
            {
              resourceType: ConfigResourceTypes.TOPIC,
              resourceName: granted,
              configs: [
                { name: "retention.ms", value: "1", configOperation: IncrementalAlterConfigOperationTypes.SET },
              ],
            },
          ],
        }),
    ],
    [
      "create a topic",
      "TOPIC_AUTHORIZATION_FAILED",
      (admin) => admin.createTopics({ topics: ["stranger"], partitions: 1, replicas: 3 }),
    ],
    [
      "give itself more rights",
      "CLUSTER_AUTHORIZATION_FAILED",
      (admin) =>
        admin.createAcls({
          creations: [
            {
              resourceType: ResourceTypes.TOPIC,
              resourceName: other,
              resourcePatternType: ResourcePatternTypes.LITERAL,
              principal: `User:${reader.username}`,
              host: "*",
              operation: AclOperations.ALL,
              permissionType: AclPermissionTypes.ALLOW,
            },
          ],
        }),
    ],
  ];
  for (const [what, code, work] of attempts) {
    it(`refuses everybody to ${what}`, async () => {
      for (const user of everybody()) await assert.rejects(administer(user, work), refused(code));
    });
  }

  it("leaves everything as it was after all that was refused", async () => {
    const found: ClusterMetadata[] = [];
    await administer(reader, async (admin) => {
      found.push(await admin.metadata({ topics: [granted], autocreateTopics: false }));
    });
    assert.equal(found[0]?.topics.get(granted)?.partitionsCount, 3);
  });
});
