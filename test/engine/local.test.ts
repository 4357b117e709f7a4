import assert from "node:assert/strict";
import { sendWhileKilling } from "./killed-collector.ts";
import { LocalLife } from "./local-life.ts";

// One life of the environment `local`, in the order of the tests.
describe("local, from nothing to nothing", function () {
  this.timeout(420_000);
  this.bail(true);
  let life: LocalLife;

  before(async () => {
    life = await LocalLife.create();
  });

  after(async () => {
    await life.remove();
  });

  it("previews a phase before the ones it reads are up: says which, and the command to run", async () => {
    const { code, stdout } = await life.platform.run("preview", "local", "cluster");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /foundation is not deployed in local, and cluster reads its outputs\.\n *Run: npx platform up local foundation/,
    );
  });

  it("comes up in all phases, under policy, with what is real and what is recorded told apart", async () => {
    await life.comesUp();
  });

  it("takes real events from devices to tables, and every type adds up; what a machine cannot check is listed", async () => {
    const { code, stdout } = await life.platform.run("smoke", "local", "--json");
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
    const { acknowledged, pids, missing } = await sendWhileKilling(life.cloud);
    assert.ok(acknowledged > 2_000, `only ${acknowledged} were acknowledged`);
    assert.equal(new Set(pids).size, 2, "the collector was not started again");
    assert.deepEqual(missing, []);
  });

  it("refuses to destroy a phase that others still read, naming them and the command", async () => {
    const { code, stderr } = await life.platform.run("destroy", "local", "network");
    assert.equal(code, 1);
    assert.match(
      stderr,
      /network cannot be destroyed: cluster, cluster-services, streaming, ingestion, observability of local still read it\. Destroy the readers too: npx platform destroy local cluster cluster-services streaming ingestion observability network/,
    );
  });

  it("destroys everything: an empty backend, no bucket, no broker", async () => {
    await life.isDestroyed();
  });
});
