import assert from "node:assert/strict";
import { type ResourceChange } from "../../../cli/engine/events.ts";
import { describeHazards, hazardsOf } from "../../../cli/engine/guard.ts";
import { type OperationResult } from "../../../cli/engine/operation.ts";

const vpc = "urn:pulumi:dev::network::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::network-vpc";

function previewOf(
  changes: readonly Partial<ResourceChange>[],
  replacementUnknown: readonly { urn: string; property: string }[] = [],
): OperationResult {
  return {
    step: "network",
    operation: "preview",
    succeeded: true,
    seconds: 1,
    resources: 1,
    changes: changes.map((change) => ({
      urn: vpc,
      type: "aws:ec2/vpc:Vpc",
      name: "network-vpc",
      operation: "update",
      properties: [],
      replacing: [],
      ...change,
    })),
    outputs: {},
    outputsChanged: false,
    policy: { passed: 0, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true },
    charts: [],
    errors: [],
    types: { real: {}, recorded: {}, replacementUnknown: [...replacementUnknown] },
  };
}

describe("hazardsOf", () => {
  it("finds a stateful resource that is replaced, with the property that forces it", () => {
    const [hazard] = hazardsOf(previewOf([{ operation: "replace", replacing: ["cidrBlock"] }]));
    assert.deepEqual([hazard?.kind, hazard?.properties], ["replaces", ["cidrBlock"]]);
  });

  it("finds a stateful resource that is deleted", () => {
    assert.equal(hazardsOf(previewOf([{ operation: "delete" }]))[0]?.kind, "deletes");
  });

  it("finds a changed property of which it is not known whether it replaces", () => {
    const [hazard] = hazardsOf(previewOf([{ operation: "update" }], [{ urn: vpc, property: "ipv4IpamPoolId" }]));
    assert.deepEqual([hazard?.kind, hazard?.properties], ["may replace", ["ipv4IpamPoolId"]]);
  });

  it("lets updates of stateful resources and replacements of stateless ones pass", () => {
    assert.deepEqual(hazardsOf(previewOf([{ operation: "update" }])), []);
    assert.deepEqual(hazardsOf(previewOf([{ operation: "replace", type: "aws:ec2/route:Route" }])), []);
  });
});

describe("describeHazards", () => {
  it("names step, resource, cause and the way to allow it", () => {
    const text = describeHazards(hazardsOf(previewOf([{ operation: "replace", replacing: ["cidrBlock"] }])));
    assert.equal(
      text,
      [
        "This would touch stateful resources in a way that can lose data:",
        '  - network: replaces aws:ec2/vpc:Vpc "network-vpc" because cidrBlock changed',
        "Keep the old value, or allow it by name: --allow-replace network-vpc",
      ].join("\n"),
    );
  });
});
