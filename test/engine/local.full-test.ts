import assert from "node:assert/strict";
import { DeleteBucketCommand, DeleteBucketPolicyCommand } from "@aws-sdk/client-s3";
import { Admin } from "@platformatic/kafka";
import { emulatorClients } from "../../local/runtime/services/clients.ts";
import { LocalLife } from "./local-life.ts";
import { phaseOf, type Report } from "./platform.ts";

// One life of the environment `local`, in the order of the tests.
describe("local, changed, damaged and stopped on its way", function () {
  this.timeout(420_000);
  this.bail(true);
  let life: LocalLife;

  before(async () => {
    life = await LocalLife.create();
  });

  after(async () => {
    await life.remove();
  });

  it("comes up in all phases, under policy, with what is real and what is recorded told apart", async () => {
    await life.comesUp();
  });

  it("shows no changes the second time, in any phase", async () => {
    const report = await life.platform.report("up", "local");
    assert.equal(report.code, 0);
    assert.deepEqual(changesOf(report), []);
  });

  it("shows what another VPC CIDR does to the phases that read it, and refuses to replace what is stateful", async () => {
    life.platform.edit("local", "network:cidr: 10.0.0.0/16", "network:cidr: 10.9.0.0/16");
    const report = await life.platform.report("preview", "local");
    life.platform.edit("local", "network:cidr: 10.9.0.0/16", "network:cidr: 10.0.0.0/16");
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
    const s3 = emulatorClients(life.cloud.emulatorEndpoint).s3("us-east-1");
    const Bucket = "local-dl-code-000000000000-us-east-1";
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    const { bootstrapServers, ca, cert, key } = await life.cloud.kafkaAdmin("local-events");
    const admin = new Admin({ clientId: "test", bootstrapBrokers: [...bootstrapServers], tls: { ca, cert, key } });
    await admin.deleteTopics({ topics: ["iot.faults.v1"] });
    await admin.close();

    const refreshed = await life.platform.report("refresh", "local", ...touched);
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

    const restored = await life.platform.report("up", "local", ...touched);
    assert.equal(restored.code, 0);
    assert.deepEqual(changesOf(await life.platform.report("refresh", "local", ...touched)), []);
    assert.deepEqual(changesOf(await life.platform.report("up", "local", ...touched)), []);
  });

  it("continues with the same data after the one-machine cloud was stopped", async () => {
    await life.platform.run("stop");
    const { code, stdout } = await life.platform.run("outputs", "local", "streaming", "--json");
    assert.equal(code, 0);
    assert.match(stdout, /iot\.telemetry\.v1/);
    assert.deepEqual(changesOf(await life.platform.report("refresh", "local", "streaming", "lake")), []);
    await life.attach();
  });

  it("destroys everything: an empty backend, no bucket, no broker", async () => {
    await life.isDestroyed();
  });
});

function changesOf(
  report: Report,
): readonly { readonly operation: string; readonly type: string; readonly name: string }[] {
  return report.phases.flatMap(({ changes }) => changes);
}
