import { lbTargetTls } from "../../../policy/transport/lb-target-tls.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const alb = "aws:alb/targetGroup:TargetGroup";
const https = { port: 443, protocol: "HTTPS", targetType: "ip" };

export const table: RuleTable = {
  rule: lbTargetTls,
  compliant: { "aws:lb/targetGroup:TargetGroup": https, [alb]: https },
  rows: [
    { kind: "compliant", title: "HTTPS", findings: [] },
    { kind: "compliant", title: "TLS that the client began", change: { protocol: "TCP" }, findings: [] },
    ...valueRows("protocol", { bad: ["HTTP"], absent: "passes" }),
    ...valueRows("protocol", { type: alb, bad: ["HTTP"], absent: "passes" }),
  ],
};
