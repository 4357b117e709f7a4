import assert from "node:assert/strict";
import { EventStream, type EventStreamArgs } from "../../components/streaming/event-stream.ts";
import { topics } from "../../contracts/events/topics.ts";
import { type Proposal, type UpgradedProgram, upgradedProgram } from "./upgraded-program.ts";

const cluster = "aws:msk/cluster:Cluster events-cluster";
const settings = "aws:msk/configuration:Configuration events-settings";
const topicOf = (name: string): string => `aws:msk/topic:Topic events-${name}`;

const deployed: EventStreamArgs = {
  place: { environment: "dev", accountId: "111111111111", region: "eu-central-1" },
  kafkaVersion: "4.0.x.kraft",
  brokerType: "kafka.m7g.large",
  brokersPerZone: 1,
  storage: { sizeGiB: 250 },
  authentication: ["iam"],
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupIds: ["sg-brokers"],
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/streaming",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
};

/** Changes of a stream that is there, through the real engine. What replaces what is the provider's source to say. */
describe("upgrades of the event stream", function () {
  this.timeout(180_000);
  let program: UpgradedProgram<EventStreamArgs>;

  before(async () => {
    program = await upgradedProgram({
      phase: "streaming",
      declare: (args) => {
        new EventStream("events", args);
      },
    });
    await program.deploy(deployed);
  });

  after(() => program.close());

  /** A preview of the deployed stream with these arguments changed. */
  function propose(changed: Partial<EventStreamArgs>, stackName?: string): Promise<Proposal> {
    return program.propose({ ...deployed, ...changed }, stackName);
  }

  const inPlace: readonly (readonly [what: string, changed: Partial<EventStreamArgs>, changes: readonly string[]])[] = [
    ["nothing", {}, []],
    [
      "a new topic",
      {
        topics: {
          ...topics,
          commands: { name: "iot.commands.v1", purpose: "Commands to devices", peakMBPerSecond: 1, retentionHours: 24 },
        },
      },
      [`create ${topicOf("iot.commands.v1")}`],
    ],
    [
      "a higher peak, which is more partitions",
      { topics: { ...topics, faults: { ...topics.faults, peakMBPerSecond: 10 } } },
      [`update ${topicOf("iot.faults.v1")}`],
    ],
    [
      "a longer retention",
      { topics: { ...topics, faults: { ...topics.faults, retentionHours: 400 } } },
      [`update ${topicOf("iot.faults.v1")}`],
    ],
    ["a larger volume", { storage: { sizeGiB: 500 } }, [`update ${cluster}`]],
    [
      "volumes that grow by themselves",
      { storage: { sizeGiB: 250, growToGiB: 1000 } },
      [
        "create aws:appautoscaling/policy:Policy events-storage-policy",
        "create aws:appautoscaling/target:Target events-storage-target",
      ],
    ],
    [
      // Its new revision, which the cluster takes, is known when the update has made it.
      "a broker setting",
      { brokerSettings: { "message.max.bytes": 2_097_164 } },
      [`update ${settings}`],
    ],
    ["a second broker per zone", { brokersPerZone: 2 }, [`update ${cluster}`]],
    ["a larger broker", { brokerType: "kafka.m7g.xlarge" }, [`update ${cluster}`]],
    ["a newer Kafka", { kafkaVersion: "4.1.x.kraft" }, [`update ${cluster}`]],
    [
      "a second way of authenticating",
      { authentication: ["iam", "scram"] },
      [`update ${cluster}`, `update ${settings}`],
    ],
    ["metrics for Prometheus", { openMonitoring: true }, [`update ${cluster}`]],
    [
      "connections from other VPCs, on a cluster that is there",
      { multiVpc: "on", multiVpcBefore: "prepare" },
      [`update ${cluster}`],
    ],
  ];
  for (const [what, changed, changes] of inPlace) {
    it(`replace nothing for ${what}`, async () => {
      assert.deepEqual(await propose(changed), { changes: [...changes].sort(), hazards: [], errors: [] });
    });
  }

  // internal/service/kafka/cluster.go: ForceNew on client_subnets and encryption_at_rest_kms_key_arn, and
  // ForceNewIfChange on a kafka_version that goes down.
  const replacing: readonly (readonly [what: string, changed: Partial<EventStreamArgs>, property: string])[] = [
    ["other subnets", { subnetIds: ["subnet-a", "subnet-b", "subnet-d"] }, "brokerNodeGroupInfo"],
    ["another key", { kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/another" }, "encryptionInfo"],
    ["an older Kafka", { kafkaVersion: "3.9.x.kraft" }, "kafkaVersion"],
  ];
  for (const [what, changed, property] of replacing) {
    it(`are stopped for ${what}, because the cluster would be replaced with all it holds`, async () => {
      const { hazards } = await propose(changed);
      const [first] = hazards.filter((hazard) => hazard.startsWith(`replaces ${cluster}`));
      assert.ok(first?.includes(property), hazards.join("\n"));
    });
  }

  it("lose no topic unseen when one is no longer declared", async () => {
    const kept = Object.entries(topics).filter(([key]) => key !== "quarantine");
    const { hazards } = await propose({ topics: Object.fromEntries(kept) });
    assert.deepEqual(hazards, [`deletes ${topicOf("iot.quarantine.v1")}: `]);
  });

  it("are refused at creation when connections from other VPCs are asked for at once, with the way to go", async () => {
    const fresh = program.deploy({ ...deployed, multiVpc: "on" }, "fresh");
    await assert.rejects(fresh, /Set streaming:multiVpc to "prepare", run platform up, then set it to "on"/);
  });
});
