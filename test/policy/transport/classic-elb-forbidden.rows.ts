import { classicElbForbidden } from "../../../policy/transport/classic-elb-forbidden.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const classic = "aws:elb/loadBalancer:LoadBalancer";
const there = `advice ${classic}`;
const lbProtocol = "listeners.0.lbProtocol";

export const table: RuleTable = {
  rule: classicElbForbidden,
  compliant: {
    [classic]: { listeners: [{ instancePort: 443, instanceProtocol: "https", lbPort: 443, lbProtocol: "https" }] },
  },
  forbids: true,
  rows: [
    {
      kind: "violation",
      title: "a Classic Load Balancer, though with TLS",
      findings: [there],
      says: "is there; must be an Application or Network Load Balancer",
    },
    { kind: "violation", title: "with TLS below TCP", change: { [lbProtocol]: "SSL" }, findings: [there] },
    {
      kind: "violation",
      title: "HTTP",
      change: { [lbProtocol]: "HTTP" },
      findings: [there, "fail listeners[0].lbProtocol"],
    },
    {
      kind: "violation",
      title: "TCP",
      change: { [lbProtocol]: "tcp" },
      findings: [there, "fail listeners[0].lbProtocol"],
    },
    {
      kind: "absent",
      title: "no protocol",
      change: { [lbProtocol]: removed },
      findings: [there, "fail listeners[0].lbProtocol"],
    },
    {
      kind: "unknown",
      title: "a protocol not known yet",
      change: { [lbProtocol]: notKnownYet },
      findings: [there, "undecided listeners[0].lbProtocol"],
    },
    {
      kind: "wrong type",
      title: "listeners that are text",
      change: { listeners: "https" },
      findings: [there, "fail listeners"],
    },
  ],
};
