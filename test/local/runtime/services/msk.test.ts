import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { withAdmin } from "../../../../local/runtime/kafka/admin.ts";
import { contextOf } from "../../../support/handlers.ts";
import { sharedCluster, type SharedCluster } from "../kafka/shared-cluster.ts";

const topicType = "aws:msk/topic:Topic";
const clusterType = "aws:msk/cluster:Cluster";
const configurationType = "aws:msk/configuration:Configuration";

describe("MSK on this machine", function () {
  this.timeout(180_000);
  let cluster: SharedCluster;
  let clusterArn: string;

  before(async () => {
    cluster = await sharedCluster();
    clusterArn = cluster.access.clusterArn;
  });

  const topic = (name: string, more = {}) => ({
    clusterArn,
    name,
    partitionCount: 2,
    replicationFactor: 3,
    configs: JSON.stringify({ "retention.ms": "3600000", "cleanup.policy": "delete" }),
    ...more,
  });

  describe(clusterType, () => {
    it("has MSK's ARN and the brokers' addresses, for SCRAM only", () => {
      const { properties, access } = cluster;
      assert.match(
        clusterArn,
        /^arn:aws:kafka:us-east-1:000000000000:cluster\/shared\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-1$/,
      );
      assert.equal(properties.bootstrapBrokersSaslScram, access.bootstrapBrokersSaslScram.join(","));
      assert.equal(properties.bootstrapBrokersSaslIam, "");
      assert.equal(properties.zookeeperConnectString, "");
      assert.equal(clusterArn.split("/").at(-1), properties.clusterUuid);
    });

    it("reads as it was made, so that a refresh shows nothing", async () => {
      assert.deepEqual(await cluster.read(clusterType, clusterArn, cluster.properties), cluster.properties);
    });

    it("is read whole by its ARN alone, as an import does", async () => {
      const read = await cluster.read(clusterType, clusterArn, {});
      assert.equal(read?.numberOfBrokerNodes, 3);
      assert.deepEqual(read.clientAuthentication, { sasl: { scram: true } });
    });

    it("fails when the name is taken, when it has no SCRAM, and when brokers are taken away", async () => {
      const inputs = { clusterName: "shared", kafkaVersion: "4.1.x.kraft", numberOfBrokerNodes: 3 };
      await assert.rejects(
        cluster.create(clusterType, { ...inputs, clientAuthentication: { sasl: { scram: true } } }),
        /exists already in this account and is not in the stack's state: A cluster named shared already exists/,
      );
      await assert.rejects(
        cluster.create(clusterType, { ...inputs, clientAuthentication: { sasl: { iam: true } } }),
        /IAM exists only at AWS\)\. Set clientAuthentication\.sasl\.scram to true/,
      );
      await assert.rejects(
        async () =>
          cluster.handlers[clusterType]?.update?.(
            clusterArn,
            cluster.properties,
            { ...cluster.properties, numberOfBrokerNodes: 2 },
            contextOf(clusterType, "c"),
          ),
        /the cluster has 3 brokers and numberOfBrokerNodes is 2/,
      );
    });
  });

  describe(configurationType, () => {
    it("gets a revision with every change, and keeps the earlier ones for clusters that take them", async () => {
      const { id, properties } = await cluster.create(configurationType, { name: "c", serverProperties: "a=1" });
      assert.equal(properties.latestRevision, 1);
      const context = contextOf(configurationType, "c");
      const handler = cluster.handlers[configurationType];
      const changed = await handler?.update?.(id, properties, { name: "c", serverProperties: "a=2" }, context);
      assert.equal(changed?.latestRevision, 2);
      assert.equal(changed.serverProperties, "a=2");
      await handler?.delete(id, properties, context);
      assert.equal(await cluster.read(configurationType, id, properties), undefined);
    });
  });

  describe(topicType, () => {
    it("is a real topic, with MSK's ID and ARN, and reads as it was made", async () => {
      const { id, properties } = await cluster.create(topicType, topic("made"));
      assert.equal(id, `${clusterArn},made`);
      assert.equal(properties.arn, `${clusterArn.replace(":cluster/", ":topic/")}/made`);
      assert.deepEqual(await cluster.read(topicType, id, properties), properties);
      const names = await withAdmin(cluster.access, (admin) => admin.listTopics());
      assert.ok(names.includes("made"));
    });

    it("takes more partitions and other settings in place", async () => {
      const { id, properties } = await cluster.create(topicType, topic("grows"));
      const inputs = topic("grows", { partitionCount: 4, configs: JSON.stringify({ "retention.ms": 7200000 }) });
      const context = contextOf(topicType, "grows");
      const changed = await cluster.handlers[topicType]?.update?.(id, properties, inputs, context);
      assert.equal(changed?.partitionCount, 4);
      assert.equal(changed.configs, inputs.configs);
      const all: unknown = JSON.parse(String(changed.configsActual));
      assert.ok(typeof all === "object" && all !== null && "retention.ms" in all);
      assert.equal(all["retention.ms"], "7200000");
    });

    it("shows settings that were changed behind its back", async () => {
      const { id, properties } = await cluster.create(topicType, topic("drifts"));
      const other = { ...properties, configs: JSON.stringify({ "retention.ms": "1" }) };
      const read = await cluster.read(topicType, id, other);
      assert.deepEqual(JSON.parse(String(read?.configs)), { "retention.ms": "3600000", "cleanup.policy": "delete" });
    });

    it("deleted behind its back, reads as gone, and deleting it again is fine", async () => {
      const { id, properties } = await cluster.create(topicType, topic("goes"));
      await withAdmin(cluster.access, (admin) => admin.deleteTopics({ topics: ["goes"] }));
      // Brokers may tell of a topic for a moment longer.
      for (let tries = 0; tries < 50 && (await cluster.read(topicType, id, properties)) !== undefined; tries += 1) {
        await sleep(100);
      }
      assert.equal(await cluster.read(topicType, id, properties), undefined);
      await cluster.handlers[topicType]?.delete(id, properties, contextOf(topicType, "goes"));
    });

    it("fails when it exists, when partitions are taken away, and when a setting does not exist", async () => {
      const { id, properties } = await cluster.create(topicType, topic("once"));
      await assert.rejects(cluster.create(topicType, topic("once")), /Topic 'once' already exists/);
      await assert.rejects(
        async () =>
          cluster.handlers[topicType]?.update?.(
            id,
            properties,
            topic("once", { partitionCount: 1 }),
            contextOf(topicType, "once"),
          ),
        /BadRequestException: .*partition/,
      );
      await assert.rejects(
        cluster.create(topicType, topic("bad", { configs: '{"retention.weeks":"1"}' })),
        /BadRequestException: .*retention\.weeks/,
      );
    });
  });

  describe("aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation", () => {
    const type = "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation";

    it("fails when MSK would not take the secret's name", async () => {
      const secretArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:other-abcdef";
      await assert.rejects(cluster.create(type, { clusterArn, secretArn }), /must start with AmazonMSK_/);
    });
  });
});
