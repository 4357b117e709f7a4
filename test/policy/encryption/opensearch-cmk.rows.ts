import { opensearchCmk } from "../../../policy/encryption/opensearch-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const { types } = opensearchCmk;
const compliant = {
  encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-central-1:111122223333:key/search" },
};

export const table: RuleTable = {
  rule: opensearchCmk,
  compliant: Object.fromEntries(types.map((type) => [type, compliant])),
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...types.flatMap((type) => [
      ...valueRows("encryptAtRest.enabled", { bad: [false], type }),
      ...ownKeyRows("encryptAtRest.kmsKeyId", { service: "es", type }),
    ]),
    {
      kind: "absent",
      title: "nothing said",
      change: { encryptAtRest: removed },
      findings: ["fail encryptAtRest"],
    },
    {
      kind: "unknown",
      title: "a block not known yet",
      change: { encryptAtRest: notKnownYet },
      findings: ["undecided encryptAtRest"],
    },
  ],
};
