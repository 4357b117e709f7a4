import { mskTlsInCluster } from "../../../policy/transport/msk-tls-in-cluster.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const path = "encryptionInfo.encryptionInTransit.inCluster";

export const table: RuleTable = {
  rule: mskTlsInCluster,
  compliant: { "aws:msk/cluster:Cluster": { encryptionInfo: { encryptionInTransit: { inCluster: true } } } },
  rows: [
    { kind: "compliant", title: "on", findings: [] },
    { kind: "absent", title: "AWS's default is on", change: { [path]: removed }, findings: [] },
    {
      kind: "violation",
      title: "off",
      change: { [path]: false },
      findings: [`fail ${path}`],
      says: "is false; must be true.",
    },
    { kind: "unknown", title: "not known yet", change: { [path]: notKnownYet }, findings: [`undecided ${path}`] },
    { kind: "wrong type", title: "text", change: { [path]: "false" }, findings: [`fail ${path}`] },
  ],
};
