import { redshiftCmk } from "../../../policy/encryption/redshift-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const namespace = "aws:redshiftserverless/namespace:Namespace";
const kmsKeyId = "arn:aws:kms:eu-central-1:111122223333:key/lake";

export const table: RuleTable = {
  rule: redshiftCmk,
  compliant: { "aws:redshift/cluster:Cluster": { encrypted: "true", kmsKeyId }, [namespace]: { kmsKeyId } },
  rows: [
    { kind: "compliant", title: "a cluster", findings: [] },
    { kind: "compliant", title: "a cluster whose flag is a flag", change: { encrypted: true }, findings: [] },
    { kind: "compliant", title: "a namespace", type: namespace, findings: [] },
    {
      kind: "violation",
      title: "a namespace whose key AWS owns",
      type: namespace,
      change: { kmsKeyId: "AWS_OWNED_KMS_KEY" },
      findings: ["fail kmsKeyId"],
    },
    ...valueRows("encrypted", { bad: [false, "false"], absent: "passes" }),
    ...ownKeyRows("kmsKeyId", { service: "redshift" }),
    ...ownKeyRows("kmsKeyId", { service: "redshift", type: namespace }),
  ],
};
