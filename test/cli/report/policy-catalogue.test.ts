import assert from "node:assert/strict";
import {
  controlsInWords,
  describeExemptionList,
  describeRule,
  describeRules,
  levelInWords,
} from "../../../cli/report/policy-catalogue.ts";
import { imdsv2 } from "../../../policy/network/imdsv2.ts";

const entry = { rule: imdsv2, theme: "network", levels: { dev: "advisory", prod: "mandatory" } } as const;

describe("The report of the catalogue", () => {
  it("has a row per rule", () => {
    const [head, row] = describeRules([entry]);
    assert.match(head ?? "", /^ {2}rule +theme +severity +level +demand$/);
    assert.match(row ?? "", /^ {2}imdsv2 +network +\w+ +mandatory \(dev: advisory\) +\w.*\.$/);
  });

  it("says of a rule what it demands, why, the remedy, settings, controls and types", () => {
    const what = { what: "How many hops.", schema: { type: "number" }, default: 1 } as const;
    const text = describeRule({ ...entry, rule: { ...imdsv2, settings: { hops: what } } }).join("\n");
    for (const part of [
      "imdsv2 (network, severity ",
      imdsv2.what,
      `Why: ${imdsv2.why}`,
      `Remedy: ${imdsv2.remedy}`,
      "  hops: How many hops. Default: 1",
      ...imdsv2.types,
      imdsv2.url,
    ]) {
      assert.ok(text.includes(part), `no "${part}" in:\n${text}`);
    }
  });

  it("names environments only where they differ", () => {
    assert.equal(levelInWords({ ...entry, levels: { dev: "mandatory", prod: "mandatory" } }), "mandatory");
  });

  it("says whose ids the controls are", () => {
    assert.equal(controlsInWords({ cis: ["4.6"], cdkNag: ["KMS5"] }), "CIS 4.6; cdk-nag KMS5");
    assert.equal(controlsInWords({}), "none, a rule of this house");
  });

  it("has a row per exemption, and says which has expired", () => {
    const exemption = {
      environment: "dev",
      rule: "imdsv2",
      urn: "*",
      reason: "why",
      owner: "us",
      expires: "2030-01-01",
    };
    const listed = [exemption, { ...exemption, path: "x", only: "undecided", expires: "2029-12-31" } as const];
    const rows = describeExemptionList(listed, "2030-01-01");
    assert.match(rows[1] ?? "", /^ {2}dev +imdsv2 +\* +\* +us +2030-01-01 +why$/);
    assert.match(rows[2] ?? "", / x \(undecided\) +us +EXPIRED 2029-12-31 +why$/);
    assert.deepEqual(describeExemptionList([], "2030-01-01"), ["No exemptions."]);
  });
});
