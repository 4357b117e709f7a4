import { emrBlockPublic } from "../../../policy/network/emr-block-public.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const configuration = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration";
const cluster = "aws:emr/cluster:Cluster";
const ranges = "permittedPublicSecurityGroupRuleRanges";
const blocking = { blockPublicSecurityGroupRules: true, [ranges]: [{ minRange: 22, maxRange: 22 }] };

export const table: RuleTable = {
  rule: emrBlockPublic,
  compliant: { [configuration]: blocking, [cluster]: {} },
  others: [{ type: configuration, props: blocking }],
  rows: [
    { kind: "compliant", title: "blocked", findings: [] },
    { kind: "compliant", title: "blocked, and a cluster", type: cluster, findings: [] },
    { kind: "absent", title: "no range", change: { [ranges]: removed }, findings: [] },
    ...valueRows("blockPublicSecurityGroupRules", { bad: [false] }),
    {
      kind: "violation",
      title: "a cluster whose stack does not say so",
      type: cluster,
      others: [],
      alone: true,
      findings: [`advice ${configuration}`],
    },
    {
      kind: "violation",
      title: "a web port",
      change: { [ranges]: [{ minRange: 80, maxRange: 443 }] },
      findings: [`fail ${ranges}[0].minRange`, `fail ${ranges}[0].maxRange`],
    },
    {
      kind: "violation",
      title: "ports from SSH on",
      change: { [`${ranges}.0.maxRange`]: 65535 },
      findings: [`fail ${ranges}[0].maxRange`],
    },
    {
      kind: "unknown",
      title: "a port",
      change: { [`${ranges}.0.minRange`]: notKnownYet },
      findings: [`undecided ${ranges}[0].minRange`],
    },
    {
      kind: "wrong type",
      title: "a port that is text",
      change: { [`${ranges}.0.minRange`]: "22" },
      findings: [`fail ${ranges}[0].minRange`],
    },
  ],
};
