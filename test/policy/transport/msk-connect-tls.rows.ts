import { mskConnectTls } from "../../../policy/transport/msk-connect-tls.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: mskConnectTls,
  compliant: {
    "aws:mskconnect/connector:Connector": {
      kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
      kafkaClusterClientAuthentication: { authenticationType: "IAM" },
    },
  },
  rows: [
    { kind: "compliant", title: "TLS and IAM", findings: [] },
    ...valueRows("kafkaClusterEncryptionInTransit.encryptionType", { bad: ["PLAINTEXT", ""] }),
    ...valueRows("kafkaClusterClientAuthentication.authenticationType", { bad: ["NONE", ""] }),
    {
      kind: "absent",
      title: "no block about TLS",
      change: { kafkaClusterEncryptionInTransit: removed },
      findings: ["fail kafkaClusterEncryptionInTransit"],
    },
    {
      kind: "unknown",
      title: "a block about clients not known yet",
      change: { kafkaClusterClientAuthentication: notKnownYet },
      findings: ["undecided kafkaClusterClientAuthentication"],
    },
  ],
};
