import { dynamodbCmk } from "../../../policy/encryption/dynamodb-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const replica = "aws:dynamodb/tableReplica:TableReplica";
const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/lake";

export const table: RuleTable = {
  rule: dynamodbCmk,
  compliant: {
    "aws:dynamodb/table:Table": {
      serverSideEncryption: { enabled: true, kmsKeyArn },
      replicas: [{ regionName: "eu-west-1", kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/lake" }],
    },
    [replica]: { kmsKeyArn },
  },
  rows: [
    { kind: "compliant", title: "a key of ours, in the replica too", findings: [] },
    ...valueRows("serverSideEncryption.enabled", { bad: [false] }),
    ...ownKeyRows("serverSideEncryption.kmsKeyArn", { service: "dynamodb" }),
    ...ownKeyRows("replicas.0.kmsKeyArn", { service: "dynamodb" }),
    ...ownKeyRows("kmsKeyArn", { service: "dynamodb", type: replica }),
    {
      kind: "absent",
      title: "a key that AWS owns",
      change: { serverSideEncryption: removed },
      findings: ["fail serverSideEncryption"],
    },
    { kind: "absent", title: "no replicas", change: { replicas: removed }, findings: [] },
    { kind: "unknown", title: "replicas not known yet", change: { replicas: notKnownYet }, findings: [] },
    {
      kind: "wrong type",
      title: "replicas that are text",
      change: { replicas: "eu-west-1" },
      findings: ["fail replicas"],
    },
  ],
};
