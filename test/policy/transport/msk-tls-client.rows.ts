import { mskTlsClient } from "../../../policy/transport/msk-tls-client.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const path = "encryptionInfo.encryptionInTransit.clientBroker";

export const table: RuleTable = {
  rule: mskTlsClient,
  compliant: { "aws:msk/cluster:Cluster": { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS" } } } },
  rows: [
    { kind: "compliant", title: "TLS", findings: [] },
    { kind: "absent", title: "AWS's default is TLS", change: { [path]: removed }, findings: [] },
    { kind: "absent", title: "empty, as a state has it", change: { [path]: "" }, findings: [] },
    { kind: "absent", title: "no block at all", change: { encryptionInfo: removed }, findings: [] },
    {
      kind: "violation",
      title: "both listeners",
      change: { [path]: "TLS_PLAINTEXT" },
      findings: [`fail ${path}`],
      says: `${path} is "TLS_PLAINTEXT"; must be "TLS".`,
    },
    { kind: "violation", title: "plaintext", change: { [path]: "PLAINTEXT" }, findings: [`fail ${path}`] },
    { kind: "unknown", title: "not known yet", change: { [path]: notKnownYet }, findings: [`undecided ${path}`] },
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { encryptionInfo: notKnownYet },
      findings: ["undecided encryptionInfo"],
    },
    { kind: "wrong type", title: "a flag", change: { [path]: true }, findings: [`fail ${path}`] },
    {
      kind: "wrong type",
      title: "a block that is text",
      change: { encryptionInfo: "TLS" },
      findings: ["fail encryptionInfo"],
    },
  ],
};
