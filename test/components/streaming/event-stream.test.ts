import assert from "node:assert/strict";
import { EventStream, type EventStreamArgs } from "../../../components/streaming/event-stream.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: EventStreamArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kafkaVersion: "4.1.x.kraft",
  brokerType: "kafka.m7g.large",
  brokersPerZone: 2,
  storagePerBrokerGiB: 250,
  authentication: "iam",
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
    mocks = installMocks();
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
      new EventStream("events", { ...args, authentication }, recorded.options);
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

  it("fails when there are fewer zones than copies, naming the key to change", () => {
    assert.throws(() => new EventStream("events", { ...args, subnetIds: ["subnet-a", "subnet-b"] }, recorded.options), {
      message:
        "The event stream got 2 Availability Zones; it keeps 3 replicas, each in its own. Add zones in network:availabilityZones.",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new EventStream("one", args, recorded.options);
    new EventStream("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
