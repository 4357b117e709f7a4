import { lbTlsPolicy } from "../../../policy/transport/lb-tls-policy.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const alb = "aws:alb/listener:Listener";
const https = { port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" };

export const table: RuleTable = {
  rule: lbTlsPolicy,
  compliant: { "aws:lb/listener:Listener": https, [alb]: https },
  rows: [
    { kind: "compliant", title: "TLS 1.2 at least", findings: [] },
    {
      kind: "compliant",
      title: "TLS 1.3 at least",
      change: { sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" },
      findings: [],
    },
    { kind: "compliant", title: "on a Network Load Balancer", change: { protocol: "TLS" }, findings: [] },
    ...valueRows("sslPolicy", {
      bad: ["ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS13-1-0-2021-06"],
    }),
    {
      kind: "violation",
      title: "TLS 1.0 on a Network Load Balancer",
      change: { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06" },
      findings: ["fail sslPolicy"],
    },
    ...valueRows("sslPolicy", { type: alb, bad: ["ELBSecurityPolicy-FS-2018-06"] }),
    {
      kind: "absent",
      title: "no TLS, so no policy",
      change: { protocol: "HTTP", sslPolicy: removed },
      findings: [],
    },
    { kind: "absent", title: "nothing at all", change: { protocol: removed, sslPolicy: removed }, findings: [] },
    {
      kind: "unknown",
      title: "a protocol not known yet",
      change: { protocol: notKnownYet, sslPolicy: removed },
      findings: ["undecided protocol"],
    },
    {
      kind: "unknown",
      title: "a protocol not known yet, with a policy that is right for all",
      change: { protocol: notKnownYet },
      findings: [],
    },
  ],
};
