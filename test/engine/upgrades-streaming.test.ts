import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { EventLog, type ResourceChange } from "../../cli/engine/events.ts";
import { hazardsOf } from "../../cli/engine/guard.ts";
import { passphraseBackend } from "../../cli/engine/passphrase-backend.ts";
import { progressTo } from "../../cli/report/progress.ts";
import { usePulumi } from "../../cli/tools.ts";
import { type EventStreamArgs } from "../../components/streaming/event-stream.ts";
import { topics } from "../../contracts/events/topics.ts";
import { type ProviderServer, startProviderServer } from "../../local/provider/server.ts";

const program = path.join(import.meta.dirname, "upgraded-stream");
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

/** What an engine run would change, or why it would not run. */
interface Proposal {
  /** `<type> <name>: <operation>` of every resource, sorted; components left out. */
  readonly changes: readonly string[];
  /** Stateful resources that would be lost, each with the properties that are the reason. */
  readonly hazards: readonly string[];
  readonly errors: readonly string[];
}

/** Changes of a stream that is there, through the real engine. What replaces what is the provider's source to say. */
describe("upgrades of the event stream", function () {
  this.timeout(180_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "upgrades-streaming-"));
  let server: ProviderServer;

  before(async () => {
    await usePulumi(progressTo(process.stderr));
    server = await startProviderServer({ handlers: {}, mode: "recorded" });
    const stack = await stackWith("upgrades", deployed);
    await stack.up();
  });

  after(async () => {
    await server.close();
    fs.rmSync(root, { recursive: true, force: true });
    for (const stack of ["upgrades", "fresh"]) fs.rmSync(path.join(program, `Pulumi.${stack}.yaml`), { force: true });
  });

  async function stackWith(stackName: string, args: EventStreamArgs): Promise<Stack> {
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName, workDir: program },
      {
        envVars: {
          ...passphraseBackend(root),
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PULUMI_DEBUG_PROVIDERS: server.debugProviders,
          UPGRADED_STREAM: JSON.stringify(args),
        },
      },
    );
    await stack.setConfig("aws:region", { value: "eu-central-1" });
    return stack;
  }

  /** A preview of the deployed stream with these arguments changed. */
  async function propose(changed: Partial<EventStreamArgs>, stackName = "upgrades"): Promise<Proposal> {
    const stack = await stackWith(stackName, { ...deployed, ...changed });
    const log = new EventLog();
    await stack
      .preview({
        onEvent: (event) => {
          log.add(event);
        },
      })
      .catch(() => undefined); // the log has the reason
    const changes: readonly ResourceChange[] = log.changes.filter(({ type }) => type.startsWith("aws:"));
    const hazards = hazardsOf({ step: "streaming", changes });
    return {
      changes: changes.map(({ type, name, operation }) => `${type} ${name}: ${operation}`).sort(),
      hazards: hazards.map(({ type, name, kind, properties }) => `${kind} ${type} ${name}: ${properties.join(", ")}`),
      errors: log.errors.map(({ message }) => message),
    };
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
      [`${topicOf("iot.commands.v1")}: create`],
    ],
    [
      "a higher peak, which is more partitions",
      { topics: { ...topics, faults: { ...topics.faults, peakMBPerSecond: 10 } } },
      [`${topicOf("iot.faults.v1")}: update`],
    ],
    [
      "a longer retention",
      { topics: { ...topics, faults: { ...topics.faults, retentionHours: 400 } } },
      [`${topicOf("iot.faults.v1")}: update`],
    ],
    ["a larger volume", { storage: { sizeGiB: 500 } }, [`${cluster}: update`]],
    [
      "volumes that grow by themselves",
      { storage: { sizeGiB: 250, growToGiB: 1000 } },
      [
        "aws:appautoscaling/policy:Policy events-storage-policy: create",
        "aws:appautoscaling/target:Target events-storage-target: create",
      ],
    ],
    [
      // Its new revision, which the cluster takes, is known when the update has made it.
      "a broker setting",
      { brokerSettings: { "message.max.bytes": 2_097_164 } },
      [`${settings}: update`],
    ],
    ["a second broker per zone", { brokersPerZone: 2 }, [`${cluster}: update`]],
    ["a larger broker", { brokerType: "kafka.m7g.xlarge" }, [`${cluster}: update`]],
    ["a newer Kafka", { kafkaVersion: "4.1.x.kraft" }, [`${cluster}: update`]],
    [
      "a second way of authenticating",
      { authentication: ["iam", "scram"] },
      [`${cluster}: update`, `${settings}: update`],
    ],
    ["metrics for Prometheus", { openMonitoring: true }, [`${cluster}: update`]],
    [
      "connections from other VPCs, on a cluster that is there",
      { multiVpc: "on", multiVpcBefore: "prepare" },
      [`${cluster}: update`],
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
    const stack = await stackWith("fresh", { ...deployed, multiVpc: "on" });
    await assert.rejects(stack.up(), /Set streaming:multiVpc to "prepare", run platform up, then set it to "on"/);
  });
});
