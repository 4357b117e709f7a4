import { albHardening } from "../../../policy/network/alb-hardening.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const compliant = {
  loadBalancerType: "application",
  enableDeletionProtection: true,
  dropInvalidHeaderFields: true,
  desyncMitigationMode: "strictest",
};

export const table: RuleTable = {
  rule: albHardening,
  compliant: Object.fromEntries(albHardening.types.map((type) => [type, compliant])),
  rows: [
    { kind: "compliant", title: "an application load balancer", findings: [] },
    {
      kind: "compliant",
      title: "a network load balancer",
      change: { loadBalancerType: "network", dropInvalidHeaderFields: removed },
      findings: [],
    },
    ...albHardening.types.flatMap((type) => [
      ...valueRows("enableDeletionProtection", { bad: [false], type }),
      ...valueRows("dropInvalidHeaderFields", { bad: [false, "true"], type }),
      ...valueRows("desyncMitigationMode", { bad: ["monitor"], absent: "passes", type }),
    ]),
    {
      kind: "unknown",
      title: "the kind, and requests taken as they come",
      change: { loadBalancerType: notKnownYet, dropInvalidHeaderFields: false },
      findings: ["fail dropInvalidHeaderFields"],
    },
  ],
};
