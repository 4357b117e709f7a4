import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as net from "node:net";
import { DeleteBucketCommand, DeleteBucketPolicyCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { Admin } from "@platformatic/kafka";
import { allSteps } from "../../cli/steps.ts";
import { attach, type LocalCloud } from "../../local/client.ts";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { sendWhileKilling } from "./killed-collector.ts";
import { type Report, phaseOf, Platform } from "./platform.ts";

// One life of the environment `local`, in the order of the tests.
describe("local, from nothing to nothing", function () {
  this.timeout(420_000);
  this.bail(true);
  let platform: Platform;
  let cloud: LocalCloud;

  before(async () => {
    platform = await Platform.create();
    process.env.PLATFORM_STATE_DIR = platform.stateDirectory;
  });

  after(async () => {
    await platform.remove();
    delete process.env.PLATFORM_STATE_DIR;
  });

  it("previews a phase before the ones it reads are up: says which, and the command to run", async () => {
    const { code, stdout } = await platform.run("preview", "local", "cluster");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /foundation is not deployed in local, and cluster reads its outputs\.\n *Run: npx platform up local foundation/,
    );
  });

  it("comes up in all phases, under policy, with what is real and what is recorded told apart", async () => {
    const report = await platform.report("up", "local");
    assert.deepEqual(
      report.phases.flatMap(({ errors }) => errors),
      [],
    );
    assert.equal(report.code, 0);
    assert.deepEqual(
      report.phases.map(({ phase }) => phase),
      allSteps,
    );
    const streaming = phaseOf(report, "streaming").types;
    assert.equal(streaming?.real["aws:msk/cluster:Cluster"], 1);
    assert.equal(streaming.real["aws:msk/topic:Topic"], 5);
    assert.equal(phaseOf(report, "cluster").types?.recorded["aws:eks/cluster:Cluster"], 1);
    const ingestion = phaseOf(report, "ingestion").types;
    assert.equal(ingestion?.real["kubernetes:apps/v1:Deployment"], 1);
    assert.equal(ingestion.real["kubernetes:core/v1:Service"], 1);
    assert.equal(ingestion.recorded["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"], 1);
    assert.deepEqual(
      report.phases.flatMap(({ policy }) => policy.failed),
      [],
    );
    const running = await attach();
    assert.ok(running);
    cloud = running;
  });

  it("shows no changes the second time, in any phase", async () => {
    const report = await platform.report("up", "local");
    assert.equal(report.code, 0);
    assert.deepEqual(changesOf(report), []);
  });

  it("takes real events from devices to tables, and every type adds up; what a machine cannot check is listed", async () => {
    const { code, stdout } = await platform.run("smoke", "local", "--json");
    const results = JSON.parse(stdout) as { name: string; status: string; detail: string }[]; // written by the smoke command
    assert.deepEqual(
      results.filter(({ status }) => status === "failed"),
      [],
    );
    assert.equal(code, 0);
    assert.match(results.find(({ name }) => name === "count")?.detail ?? "", /every type adds up$/);
    assert.ok(results.some(({ status }) => status === "needs AWS"));
  });

  it("loses nothing that was acknowledged when the collector is killed during a send", async () => {
    const { acknowledged, pids, missing } = await sendWhileKilling(cloud);
    assert.ok(acknowledged > 2_000, `only ${acknowledged} were acknowledged`);
    assert.equal(new Set(pids).size, 2, "the collector was not started again");
    assert.deepEqual(missing, []);
  });

  it("shows what another VPC CIDR does to the phases that read it, and refuses to replace what is stateful", async () => {
    platform.edit("local", "network:cidr: 10.0.0.0/16", "network:cidr: 10.9.0.0/16");
    const report = await platform.report("preview", "local");
    platform.edit("local", "network:cidr: 10.9.0.0/16", "network:cidr: 10.0.0.0/16");
    assert.equal(report.code, 1);
    const replaced = (phase: string): readonly string[] =>
      phaseOf(report, phase)
        .changes.filter(({ operation }) => operation === "replace")
        .map(({ type }) => type);
    assert.ok(replaced("network").includes("aws:ec2/vpc:Vpc"));
    assert.ok(replaced("streaming").includes("aws:msk/cluster:Cluster"));
    assert.ok(replaced("cluster").includes("aws:eks/nodeGroup:NodeGroup"));
    assert.deepEqual(phaseOf(report, "lake").changes, []);
    const messages = phaseOf(report, "network")
      .errors.map(({ message }) => message)
      .join("\n");
    assert.match(
      messages,
      /network: replaces aws:ec2\/vpc:Vpc "network-vpc" because cidrBlock changed\nKeep the old value, or allow it by name: --allow-replace network-vpc/,
    );
  });

  it("finds exactly a topic and a bucket that were deleted behind its back, and up brings them back", async () => {
    const touched = ["streaming", "lake"];
    const s3 = emulatorClients(cloud.emulatorEndpoint).s3("us-east-1");
    const Bucket = "local-dl-code-000000000000-us-east-1";
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    const { bootstrapServers, ca, cert, key } = await cloud.kafkaAdmin("local-events");
    const admin = new Admin({ clientId: "test", bootstrapBrokers: [...bootstrapServers], tls: { ca, cert, key } });
    await admin.deleteTopics({ topics: ["iot.faults.v1"] });
    await admin.close();

    const refreshed = await platform.report("refresh", "local", ...touched);
    assert.equal(refreshed.code, 2);
    const gone = changesOf(refreshed).filter(
      ({ type }) => type === "aws:s3/bucket:Bucket" || type === "aws:msk/topic:Topic",
    );
    assert.deepEqual(gone.map(({ operation, name }) => [operation, name]).sort(), [
      ["delete", "events-iot.faults.v1"],
      ["delete", "lake-dl-code-bucket"],
    ]);
    // With the bucket go its settings, and nothing of any other resource.
    assert.ok(
      changesOf(refreshed).every(({ name }) => name === "events-iot.faults.v1" || name.startsWith("lake-dl-code-")),
      JSON.stringify(changesOf(refreshed)),
    );

    const restored = await platform.report("up", "local", ...touched);
    assert.equal(restored.code, 0);
    assert.deepEqual(changesOf(await platform.report("refresh", "local", ...touched)), []);
    assert.deepEqual(changesOf(await platform.report("up", "local", ...touched)), []);
  });

  it("continues with the same data after the one-machine cloud was stopped", async () => {
    await platform.run("stop");
    const { code, stdout } = await platform.run("outputs", "local", "streaming", "--json");
    assert.equal(code, 0);
    assert.match(stdout, /iot\.telemetry\.v1/);
    assert.deepEqual(changesOf(await platform.report("refresh", "local", "streaming", "lake")), []);
    const running = await attach();
    assert.ok(running);
    cloud = running;
  });

  it("refuses to destroy a phase that others still read, naming them and the command", async () => {
    const { code, stderr } = await platform.run("destroy", "local", "network");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /network cannot be destroyed: cluster, cluster-services, streaming, ingestion, observability of local still read it\. Destroy the readers too: npx platform destroy local cluster cluster-services streaming ingestion observability network/,
    );
  });

  it("destroys everything: an empty backend, no bucket, no broker", async () => {
    const brokers = (await cloud.kafkaAdmin("local-events")).bootstrapServers;
    const { code, stdout } = await platform.run("destroy", "local");
    assert.equal(code, 0, stdout);
    const stacks = `${platform.stateDirectory}/backend/.pulumi/stacks`;
    const left = fs
      .readdirSync(stacks, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("local.json"));
    assert.deepEqual(left, []);
    assert.ok(
      fs.existsSync(`${platform.stateDirectory}/workspace/Pulumi.local.yaml`),
      "the configuration went with it",
    );
    const { Buckets = [] } = await emulatorClients(cloud.emulatorEndpoint)
      .s3("us-east-1")
      .send(new ListBucketsCommand({}));
    assert.deepEqual(Buckets, []);
    for (const broker of brokers) {
      assert.equal(await answers(broker), false, `${broker} still answers`);
    }
  });
});

function changesOf(
  report: Report,
): readonly { readonly operation: string; readonly type: string; readonly name: string }[] {
  return report.phases.flatMap(({ changes }) => changes);
}

function answers(address: string): Promise<boolean> {
  const [host = "", port = ""] = address.split(":");
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: Number(port) });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}
