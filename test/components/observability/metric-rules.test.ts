import assert from "node:assert/strict";
import { parse } from "yaml";
import { type AlertingRule, ruleFile } from "../../../components/observability/metric-rules.ts";

const rule: AlertingRule = {
  alert: "DiskFull",
  expr: "disk_free < 1",
  for: "5m",
  severity: "critical",
  why: "The disk of {{ $labels.instance }} is full.",
  runbook: "cluster-metrics.md#volume-filling",
};

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Record<string, unknown>[] }[];
}

const read = (text: string): RuleFile => parse(text) as RuleFile; // as Prometheus writes rule files

describe("ruleFile", () => {
  it("says severity, reason and runbook with every alert", () => {
    const file = read(ruleFile([{ name: "disks", rules: [rule] }], "https://wiki/runbooks"));
    assert.deepEqual(file.groups[0]?.rules[0], {
      alert: "DiskFull",
      expr: "disk_free < 1",
      for: "5m",
      labels: { severity: "critical" },
      annotations: {
        description: "The disk of {{ $labels.instance }} is full.",
        runbook_url: "https://wiki/runbooks/cluster-metrics.md#volume-filling",
      },
    });
  });

  it("keeps recording rules as they are", () => {
    const recording = { record: "namespace:cpu:rate5m", expr: "sum(cpu)" };
    assert.deepEqual(read(ruleFile([{ name: "cpu", rules: [recording] }], "r")).groups[0]?.rules, [recording]);
  });

  it("refuses two alerts of one name", () => {
    assert.throws(
      () =>
        ruleFile(
          [
            { name: "a", rules: [rule] },
            { name: "b", rules: [rule] },
          ],
          "r",
        ),
      {
        message: "Two rules raise the alert DiskFull; name each once.",
      },
    );
  });
});
