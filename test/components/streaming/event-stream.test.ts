import assert from "node:assert/strict";
import { EventStream, type EventStreamArgs } from "../../../components/streaming/event-stream.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: EventStreamArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kafkaVersion: "4.1.x.kraft",
  brokerType: "kafka.m7g.large",
  brokersPerZone: 2,
  storage: { sizeGiB: 250 },
  authentication: ["iam"],
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupIds: ["sg-brokers"],
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/streaming",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
};

describe("EventStream", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: { "aws:msk/configuration:Configuration": () => ({ latestRevision: 3 }) } });
    recorded = recorder();
  });

  it("spreads brokers over the zones", async () => {
    new EventStream("events", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:msk/cluster:Cluster").inputs.numberOfBrokerNodes, 6);
  });

  it("encrypts at rest with the given key and on every wire", async () => {
    new EventStream("events", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:msk/cluster:Cluster").inputs.encryptionInfo, {
      encryptionAtRestKmsKeyArn: args.kmsKeyArn,
      encryptionInTransit: { clientBroker: "TLS", inCluster: true },
    });
  });

  for (const authentication of ["iam", "scram"] as const) {
    it(`authenticates by ${authentication} alone when told so`, async () => {
      new EventStream("events", { ...args, authentication: [authentication] }, recorded.options);
      await mocks.settle();
      assert.deepEqual(mocks.one("aws:msk/cluster:Cluster").inputs.clientAuthentication, {
        sasl: { [authentication]: true },
        unauthenticated: false,
      });
    });
  }

  it("declares every topic of the event contracts, three copies each", async () => {
    const stream = new EventStream("events", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(Object.keys(stream.topics), [
      "iot.telemetry.v1",
      "iot.heartbeat.v1",
      "iot.faults.v1",
      "iot.transactions.v1",
      "iot.quarantine.v1",
    ]);
    const { inputs } = mocks.one("aws:msk/topic:Topic", "events-iot.telemetry.v1");
    assert.equal(inputs.replicationFactor, 3);
    assert.match(String(inputs.configs), /"min\.insync\.replicas":"2"/);
  });

  it("lets clients in by several ways at once, and gives the addresses of each", async () => {
    const authentication = ["iam", "scram", "mtls"] as const;
    const authority = "arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/1";
    const stream = new EventStream(
      "events",
      { ...args, authentication, certificateAuthorityArns: [authority] },
      recorded.options,
    );
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:msk/cluster:Cluster").inputs.clientAuthentication, {
      sasl: { iam: true, scram: true },
      tls: { certificateAuthorityArns: [authority] },
      unauthenticated: false,
    });
    assert.equal(stream.authentication, "iam");
    assert.deepEqual(Object.keys(stream.endpoints), ["iam", "scram", "mtls"]);
  });

  it("puts the settings it is given into the brokers' configuration", async () => {
    new EventStream("events", { ...args, brokerSettings: { "log.retention.hours": 24 } }, recorded.options);
    await mocks.settle();
    const { serverProperties } = mocks.one("aws:msk/configuration:Configuration").inputs;
    assert.match(String(serverProperties), /^log\.retention\.hours=24$/m);
  });

  it("takes the latest revision of one configuration, whatever the Kafka version", async () => {
    new EventStream("events", args, recorded.options);
    await mocks.settle();
    // A Kafka version in it would make every upgrade replace the configuration that the cluster uses.
    assert.deepEqual(Object.keys(mocks.one("aws:msk/configuration:Configuration").inputs).sort(), [
      "name",
      "serverProperties",
    ]);
    assert.deepEqual(mocks.one("aws:msk/cluster:Cluster").inputs.configurationInfo, {
      arn: "arn:aws:msk:eu-central-1:111111111111:events-settings",
      revision: 3,
    });
  });

  it("has neither growing volumes nor Prometheus unless asked, and logs to CloudWatch", async () => {
    new EventStream("events", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:msk/cluster:Cluster");
    assert.equal(inputs.enhancedMonitoring, "PER_BROKER");
    assert.equal(inputs.storageMode, "LOCAL");
    assert.deepEqual(inputs.openMonitoring, {
      prometheus: { jmxExporter: { enabledInBroker: false }, nodeExporter: { enabledInBroker: false } },
    });
    assert.deepEqual(inputs.loggingInfo, {
      brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "/aws/msk/test-events" } },
    });
    assert.deepEqual(mocks.ofType("aws:appautoscaling/target:Target"), []);
    assert.equal(recorded.ofType("aws:msk/cluster:Cluster")[0]?.options.ignoreChanges, undefined);
  });

  it("grows volumes when asked, and leaves their size alone from then on", async () => {
    const storage = { sizeGiB: 250, growToGiB: 1000 };
    new EventStream("events", { ...args, storage }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:appautoscaling/target:Target").inputs.maxCapacity, 1000);
    assert.deepEqual(recorded.ofType("aws:msk/cluster:Cluster")[0]?.options.ignoreChanges, [
      "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize",
    ]);
  });

  it("provisions throughput, keeps records on cheaper storage, archives logs and opens metrics when asked", async () => {
    new EventStream(
      "events",
      {
        ...args,
        brokerType: "kafka.m7g.4xlarge",
        storage: { sizeGiB: 250, throughputMiBPerSecond: 500, tiered: true },
        logArchiveBucket: "test-logs",
        openMonitoring: true,
        enhancedMonitoring: "PER_TOPIC_PER_BROKER",
      },
      recorded.options,
    );
    await mocks.settle();
    const { inputs } = mocks.one("aws:msk/cluster:Cluster");
    assert.deepEqual((inputs.brokerNodeGroupInfo as { storageInfo: unknown }).storageInfo, {
      ebsStorageInfo: { volumeSize: 250, provisionedThroughput: { enabled: true, volumeThroughput: 500 } },
    });
    assert.equal(inputs.storageMode, "TIERED");
    const { brokerLogs } = inputs.loggingInfo as { brokerLogs: { s3: unknown } };
    assert.deepEqual(brokerLogs.s3, { enabled: true, bucket: "test-logs" });
    assert.deepEqual(inputs.openMonitoring, {
      prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } },
    });
    const topic = mocks.one("aws:msk/topic:Topic", "events-iot.telemetry.v1");
    assert.match(String(topic.inputs.configs), /"remote\.storage\.enable":"true","local\.retention\.ms":"86400000"/);
  });

  it("asks of Express brokers nothing that MSK keeps to itself", async () => {
    new EventStream("events", { ...args, brokerType: "express.m7g.large", storage: undefined }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:msk/cluster:Cluster");
    assert.deepEqual(inputs.rebalancing, { status: "ACTIVE" });
    assert.equal(inputs.storageMode, undefined);
    assert.equal((inputs.brokerNodeGroupInfo as { storageInfo?: unknown }).storageInfo, undefined);
    const topic = mocks.one("aws:msk/topic:Topic", "events-iot.telemetry.v1");
    assert.doesNotMatch(String(topic.inputs.configs), /min\.insync\.replicas/);
  });

  for (const multiVpc of ["off", "prepare"] as const) {
    it(`can be reached neither from the Internet nor from other VPCs while multiVpc is ${multiVpc}`, async () => {
      new EventStream("events", { ...args, multiVpc }, recorded.options);
      await mocks.settle();
      const { inputs } = mocks.one("aws:msk/cluster:Cluster");
      const { connectivityInfo } = inputs.brokerNodeGroupInfo as { connectivityInfo: unknown };
      assert.deepEqual(connectivityInfo, { publicAccess: { type: "DISABLED" } });
    });
  }

  it("fails with everything that MSK would refuse and with what the brokers cannot carry", () => {
    const plan = { ...args, brokersPerZone: 1, storage: undefined, subnetIds: ["subnet-a", "subnet-b"] };
    const telemetry = { name: "iot.telemetry.v1", purpose: "", peakMBPerSecond: 80, retentionHours: 1 };
    assert.throws(() => new EventStream("events", { ...plan, topics: { telemetry } }, recorded.options), {
      message: [
        "The event stream cannot be as configured (streaming:* in the environment's file):",
        "  - zones must be 3: a topic keeps 3 replicas, each in a zone of its own. Add zones in network:availabilityZones.",
        "  - storage is missing: Standard brokers need the size of their volumes, storage.sizeGiB.",
        "  - peak writes in 3 replicas of 240 MB/s are 120 MB/s on each of 2 brokers of type kafka.m7g.large; one carries 78.8 and should be planned with 63. Take a larger brokerType or more brokersPerZone.",
      ].join("\n"),
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new EventStream("one", args, recorded.options);
    new EventStream("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
