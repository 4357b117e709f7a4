import { supportedVersions } from "../../../policy/data-protection/supported-versions.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const [lambda, cluster = "", job = ""] = supportedVersions.types;

export const table: RuleTable = {
  rule: supportedVersions,
  compliant: {
    [lambda]: { name: "prod-worker", runtime: "nodejs22.x" },
    [cluster]: { name: "prod", version: "1.35" },
    [job]: { name: "prod-landing", glueVersion: "5.0" },
  },
  rows: [
    { kind: "compliant", title: "a function", findings: [] },
    { kind: "compliant", title: "a cluster", type: cluster, findings: [] },
    { kind: "compliant", title: "a job", type: job, findings: [] },
    ...valueRows("runtime", { bad: ["nodejs18.x", "python3.9", "dotnetcore3.1"], absent: "passes" }),
    ...valueRows("version", { bad: ["1.29", "latest"], absent: "passes", finding: "advice", type: cluster }),
    ...valueRows("glueVersion", { bad: ["3.0"], finding: "advice", type: job }),
    {
      kind: "violation",
      title: "a runtime that configuration names",
      change: { runtime: "nodejs22.x" },
      settings: { deprecatedRuntimes: ["nodejs22.x"] },
      findings: ["fail runtime"],
    },
  ],
};
