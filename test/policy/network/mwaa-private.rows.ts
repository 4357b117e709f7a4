import { mwaaPrivate } from "../../../policy/network/mwaa-private.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: mwaaPrivate,
  compliant: { "aws:mwaa/environment:Environment": { webserverAccessMode: "PRIVATE_ONLY" } },
  rows: [
    { kind: "compliant", title: "private", findings: [] },
    ...valueRows("webserverAccessMode", { bad: ["PUBLIC_ONLY", "PUBLIC_AND_PRIVATE"], absent: "passes" }),
  ],
};
