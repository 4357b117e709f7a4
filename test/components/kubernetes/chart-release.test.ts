import * as assert from "node:assert/strict";
import { ChartRelease, type ChartReleaseArgs } from "../../../components/kubernetes/chart-release.ts";
import { type Chart, charts } from "../../../components/kubernetes/charts.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ChartReleaseArgs = { chart: "external-secrets", namespace: "platform-system", values: { replicaCount: 2 } };

const release = "kubernetes:helm.sh/v3:Release";

describe("ChartRelease", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("installs the pinned chart whole or not at all", async () => {
    new ChartRelease("secrets", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(release);
    const pinned: Chart = charts["external-secrets"];
    assert.deepEqual(
      [inputs.chart, inputs.version, inputs.repositoryOpts],
      [pinned.chart, pinned.version, { repo: pinned.repository }],
    );
    assert.deepEqual([inputs.atomic, inputs.cleanupOnFail, inputs.timeout], [true, true, 600]);
    assert.deepEqual(
      [inputs.name, inputs.namespace, inputs.createNamespace],
      ["external-secrets", "platform-system", false],
    );
  });

  it("takes another name and time limit, and leaves definitions to another release", async () => {
    new ChartRelease("secrets", { ...args, releaseName: "other", timeoutMinutes: 3, skipCrds: true }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(release);
    assert.deepEqual([inputs.name, inputs.timeout, inputs.skipCrds], ["other", 180, true]);
  });

  it("asks no repository for a chart whose address names its registry", async () => {
    new ChartRelease("karpenter", { ...args, chart: "karpenter" }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(release);
    assert.match(String(inputs.chart), /^oci:\/\//);
    assert.equal(inputs.repositoryOpts, undefined);
  });

  it("fails when it would wait for no time", () => {
    assert.throws(
      () => new ChartRelease("secrets", { ...args, timeoutMinutes: 0 }),
      /ChartRelease secrets: timeoutMinutes = 0; allowed: whole minutes from 1/,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ChartRelease("one", args, recorded.options);
    new ChartRelease("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});

describe("charts", () => {
  it("are pinned to one version each, with the licence known", () => {
    for (const [name, { version, licence }] of Object.entries(charts)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(licence, "Apache-2.0", name);
    }
  });
});
