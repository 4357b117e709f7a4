import { elasticacheTls } from "../../../policy/transport/elasticache-tls.ts";
import { setRows, valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: elasticacheTls,
  compliant: {
    "aws:elasticache/replicationGroup:ReplicationGroup": {
      engine: "valkey",
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/cache",
    },
  },
  rows: [
    { kind: "compliant", title: "encrypted both ways", findings: [] },
    ...valueRows("transitEncryptionEnabled", { bad: [false] }),
    ...valueRows("transitEncryptionMode", { bad: ["preferred"], absent: "passes" }),
    ...valueRows("atRestEncryptionEnabled", { bad: [false] }),
    ...setRows("kmsKeyId"),
  ],
};
