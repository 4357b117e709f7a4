import assert from "node:assert/strict";
import { type ResourceChange } from "../../../cli/engine/events.ts";
import { type OperationResult } from "../../../cli/engine/operation.ts";
import { type Outcome } from "../../../cli/engine/orchestrate.ts";
import {
  allSucceeded,
  changesInWords,
  describeChanges,
  describeCharts,
  describeErrors,
  describePolicies,
  describeSteps,
  describeTypes,
  hasChanges,
} from "../../../cli/report/run-report.ts";

const vpc = "urn:pulumi:dev::network::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::network-vpc";
const noPolicy = { passed: 0, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true };

function change(operation: ResourceChange["operation"], more: Partial<ResourceChange> = {}): ResourceChange {
  return { urn: vpc, type: "aws:ec2/vpc:Vpc", name: "network-vpc", operation, properties: [], replacing: [], ...more };
}

function resultOf(more: Partial<OperationResult> = {}): OperationResult {
  return {
    step: "network",
    operation: "up",
    succeeded: true,
    seconds: 1.25,
    resources: 41,
    changes: [],
    outputs: {},
    outputsChanged: false,
    policy: noPolicy,
    charts: [],
    errors: [],
    ...more,
  };
}

function ran(more: Partial<OperationResult> = {}): Outcome<OperationResult> {
  const result = resultOf(more);
  return { step: result.step, result };
}

const blocked: Outcome<OperationResult> = { step: "streaming", blockedBy: ["network"] };

describe("changesInWords", () => {
  it("counts by kind", () => {
    assert.equal(
      changesInWords(resultOf({ changes: [change("update"), change("create"), change("update")] })),
      "1 create, 2 update",
    );
  });

  it("tells changed outputs alone from no change at all", () => {
    assert.equal(changesInWords(resultOf({ outputsChanged: true })), "outputs only");
    assert.equal(changesInWords(resultOf()), "no changes");
  });
});

describe("describeSteps", () => {
  it("has a row per step; one that was not run says what it waits for", () => {
    assert.deepEqual(describeSteps([ran(), blocked]), [
      "  phase      result   time   resources  changes",
      "  network    ok       1.3 s  41         no changes",
      "  streaming  not run                    waits for network",
    ]);
  });
});

describe("describeChanges", () => {
  it("says why a resource is replaced before what else differs", () => {
    const replaced = change("replace", { properties: ["cidrBlock", "tags"], replacing: ["cidrBlock"] });
    assert.deepEqual(describeChanges([resultOf({ changes: [replaced, change("update", { properties: ["tags"] })] })]), [
      "network:",
      "  ! aws:ec2/vpc:Vpc network-vpc (because of cidrBlock)",
      "  ~ aws:ec2/vpc:Vpc network-vpc (tags)",
    ]);
  });

  it("leaves out steps without changes", () => {
    assert.deepEqual(describeChanges([resultOf()]), []);
  });
});

describe("describePolicies", () => {
  it("sums over the steps and shows each finding with verdict, rule and resource", () => {
    const finding = { rule: "imdsv2", urn: vpc, path: "x", message: "x is absent; must be set.\nWhy: because." };
    const lines = describePolicies([
      resultOf({ policy: { ...noPolicy, passed: 3, failed: [finding] } }),
      resultOf({ step: "lake", policy: { ...noPolicy, passed: 4, undecided: [finding] } }),
    ]);
    assert.deepEqual(lines, [
      "Policies: 7 passed, 1 failed, 1 undecided, 0 advisory, 0 exempted",
      "  FAILED: imdsv2 on network, network-vpc",
      "    x is absent; must be set.",
      "    Why: because.",
      "  undecided: imdsv2 on lake, network-vpc",
      "    x is absent; must be set.",
      "    Why: because.",
    ]);
  });
});

describe("describePolicies after an up", () => {
  const finding = { rule: "imdsv2", urn: vpc, path: "x", message: "x is absent; must be set." };

  it("sums what was left, and shows what failed or could not be decided there", () => {
    const afterUp = { ...noPolicy, passed: 5, failed: [finding], advisory: [finding] };
    const lines = describePolicies([resultOf({ afterUp }), resultOf({ afterUp: { ...noPolicy, passed: 2 } })]);
    assert.deepEqual(lines.slice(1), [
      "After up: 7 passed, 1 failed, 0 undecided",
      "  FAILED after up: imdsv2 on network, network-vpc",
      "    x is absent; must be set.",
    ]);
  });
});

describe("describeTypes", () => {
  it("sums real and recorded types over the steps", () => {
    const types = { real: { "aws:s3/bucket:Bucket": 2 }, recorded: { "aws:ec2/vpc:Vpc": 1 }, replacementUnknown: [] };
    assert.deepEqual(describeTypes([resultOf({ types }), resultOf({ types })]), [
      "Real resource types (1):",
      "  aws:s3:Bucket 4",
      "Only recorded, inputs checked but nothing behind them (1):",
      "  aws:ec2:Vpc 2",
    ]);
  });

  it("says nothing on AWS, where every type is real", () => {
    assert.deepEqual(describeTypes([resultOf()]), []);
  });
});

describe("describeCharts", () => {
  const charts = [{ chart: "oci://registry.example/karpenter/karpenter", version: "1.2.3" }];
  const types = { real: {}, recorded: {}, replacementUnknown: [] };

  it("names chart and version of what was not looked into", () => {
    assert.deepEqual(describeCharts([resultOf({ charts, types })]), [
      "UNVALIDATED charts, not fetched here (1):",
      "  karpenter 1.2.3",
    ]);
  });

  it("says nothing where there is no chart, nor on AWS, where an update installs them", () => {
    assert.deepEqual(describeCharts([resultOf({ types })]), []);
    assert.deepEqual(describeCharts([resultOf({ charts })]), []);
  });
});

describe("describeErrors", () => {
  it("names step and resource, and passes over steps that succeeded or were not run", () => {
    const errors = [
      { urn: vpc, message: "no such zone\nsecond line" },
      { urn: "", message: "locked" },
    ];
    assert.deepEqual(describeErrors([ran({ succeeded: false, errors }), ran({ step: "lake" }), blocked]), [
      "network, network-vpc:",
      "  no such zone",
      "  second line",
      "network:",
      "  locked",
    ]);
  });
});

describe("a run", () => {
  it("has succeeded only when every step ran and succeeded", () => {
    assert.equal(allSucceeded([ran(), ran({ step: "lake" })]), true);
    assert.equal(allSucceeded([ran(), ran({ step: "lake", succeeded: false })]), false);
    assert.equal(allSucceeded([ran(), blocked]), false);
  });

  it("has changes when a resource or only an output changes", () => {
    assert.equal(hasChanges([ran(), blocked]), false);
    assert.equal(hasChanges([ran({ changes: [change("create")] })]), true);
    assert.equal(hasChanges([ran({ outputsChanged: true })]), true);
  });
});
