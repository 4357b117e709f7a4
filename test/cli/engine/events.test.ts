import assert from "node:assert/strict";
import { DiffKind, type EngineEvent, type OpType, type StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { EventLog, nameOf, typeOf } from "../../../cli/engine/events.ts";

const vpc = "urn:pulumi:dev::network::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::network-vpc";
const stack = "urn:pulumi:dev::network::pulumi:pulumi:Stack::network-dev";

function step(urn: string, op: OpType, more: Partial<StepEventMetadata> = {}): StepEventMetadata {
  return { urn, op, type: typeOf(urn), provider: "", ...more };
}

function state(urn: string, outputs: Record<string, unknown> = {}): NonNullable<StepEventMetadata["new"]> {
  return { urn, type: typeOf(urn), id: "id", parent: "", custom: true, provider: "", inputs: {}, outputs };
}

function before(urn: string, op: OpType, more: Partial<StepEventMetadata> = {}): Partial<EngineEvent> {
  return { resourcePreEvent: { metadata: step(urn, op, more) } };
}

function afterwards(urn: string, op: OpType, more: Partial<StepEventMetadata> = {}): Partial<EngineEvent> {
  return { resOutputsEvent: { metadata: step(urn, op, more) } };
}

function diagnostic(message: string, severity: "error" | "warning" = "error", urn = vpc): Partial<EngineEvent> {
  return { diagnosticEvent: { message, severity, urn, color: "never" } };
}

/** A log that was told these events, in their order. */
function logOf(...events: readonly Partial<EngineEvent>[]): EventLog {
  const log = new EventLog();
  events.forEach((event, sequence) => {
    log.add({ sequence, timestamp: 0, ...event });
  });
  return log;
}

describe("EventLog", () => {
  it("knows the Helm charts that are there after the run", () => {
    const release = "urn:pulumi:dev::cluster-services::kubernetes:helm.sh/v3:Release::secrets-release";
    const installed = { ...state(release), inputs: { chart: "external-secrets", version: "2.9.0" } };
    assert.deepEqual(logOf(afterwards(release, "same", { new: installed })).charts, [
      { chart: "external-secrets", version: "2.9.0" },
    ]);
    assert.deepEqual(logOf(afterwards(release, "delete", { old: installed })).charts, []);
  });

  it("names a change once, however often the engine tells of it", () => {
    const log = logOf(before(vpc, "create"), afterwards(vpc, "create"));
    assert.deepEqual(log.changes, [
      { urn: vpc, type: "aws:ec2/vpc:Vpc", name: "network-vpc", operation: "create", properties: [], replacing: [] },
    ]);
  });

  it("takes a replacement's halves for one, with the properties that force it", () => {
    const forced = {
      keys: ["cidrBlock"],
      detailedDiff: { cidrBlock: { diffKind: DiffKind.updateReplace, inputDiff: true } },
    };
    const log = logOf(
      before(vpc, "create-replacement", forced),
      before(vpc, "replace", forced),
      before(vpc, "delete-replaced"),
    );
    assert.deepEqual(
      log.changes.map(({ operation, properties, replacing }) => ({ operation, properties, replacing })),
      [{ operation: "replace", properties: ["cidrBlock"], replacing: ["cidrBlock"] }],
    );
  });

  it("counts what a refresh finds, which only the end of a step tells", () => {
    const log = logOf(before(vpc, "refresh"), afterwards(vpc, "delete"));
    assert.deepEqual(
      log.changes.map(({ operation }) => operation),
      ["delete"],
    );
  });

  it("leaves out what is the engine's own: the stack, its providers, and what stays the same", () => {
    const provider = "urn:pulumi:dev::network::pulumi:providers:aws::aws";
    const log = logOf(
      before(stack, "create"),
      before(provider, "create"),
      afterwards(provider, "create"),
      before(vpc, "same"),
      afterwards(vpc, "same"),
    );
    assert.deepEqual(log.changes, []);
    assert.equal(log.resources, 1);
  });

  it("counts a resource as there unless it was deleted", () => {
    const other = vpc.replace("network-vpc", "other");
    assert.equal(logOf(afterwards(vpc, "same"), afterwards(vpc, "same"), afterwards(other, "delete")).resources, 1);
  });

  it("keeps the stack's outputs, and whether they differ from what was published", () => {
    const outputs = { vpcId: "vpc-2" };
    const change = { old: state(stack, { vpcId: "vpc-1" }), new: state(stack, outputs) };
    const changed = logOf(afterwards(stack, "same", change));
    assert.deepEqual([changed.outputs, changed.outputsChanged], [outputs, true]);
    const same = logOf(afterwards(stack, "same", { old: state(stack, outputs), new: state(stack, outputs) }));
    assert.equal(same.outputsChanged, false);
  });

  it("waits for a resource until it is done or has failed", () => {
    const made = before(vpc, "create", { new: state(vpc) });
    assert.deepEqual(
      logOf(made).inFlight.map(({ name }) => name),
      ["network-vpc"],
    );
    assert.deepEqual(logOf(made, afterwards(vpc, "create")).inFlight, []);
    const failed = { resOpFailedEvent: { metadata: step(vpc, "create"), status: 0, steps: 0 } };
    assert.deepEqual(logOf(made, failed).inFlight, []);
  });

  it("keeps each error once, without colours, and without the engine's closing words", () => {
    const log = logOf(
      diagnostic("<{%fg 1%}>no such zone<{%reset%}>\n"),
      diagnostic("\u001b[31mno such zone\u001b[0m"),
      diagnostic("only a warning", "warning"),
      diagnostic("update failed"),
    );
    assert.deepEqual(log.errors, [{ urn: vpc, message: "no such zone" }]);
  });

  it("hands on every policy event, also those that the SDK's types leave out", () => {
    const summary: object = { policyAnalyzeSummaryEvent: { resourceUrn: vpc, policyPackName: "p", passed: ["a"] } };
    const log = logOf(summary, before(vpc, "create"));
    assert.deepEqual(log.policyEvents, [{ sequence: 0, timestamp: 0, ...summary }]);
  });
});

describe("a URN", () => {
  it("gives the resource's own name and type, without its parents'", () => {
    assert.deepEqual([nameOf(vpc), typeOf(vpc)], ["network-vpc", "aws:ec2/vpc:Vpc"]);
  });
});
