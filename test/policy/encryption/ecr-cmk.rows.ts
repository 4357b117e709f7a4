import { ecrCmk } from "../../../policy/encryption/ecr-cmk.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const { types } = ecrCmk;
const compliant = {
  encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-central-1:111122223333:key/images" }],
};

export const table: RuleTable = {
  rule: ecrCmk,
  compliant: Object.fromEntries(types.map((type) => [type, compliant])),
  rows: [
    { kind: "compliant", title: "KMS with a key of ours", findings: [] },
    {
      kind: "compliant",
      title: "two layers",
      change: { "encryptionConfigurations.0.encryptionType": "KMS_DSSE" },
      findings: [],
    },
    ...types.flatMap((type) => [
      ...valueRows("encryptionConfigurations.0.encryptionType", { bad: ["AES256"], type }),
      ...ownKeyRows("encryptionConfigurations.0.kmsKey", { service: "ecr", type }),
    ]),
    {
      kind: "absent",
      title: "nothing said",
      change: { encryptionConfigurations: removed },
      findings: ["fail encryptionConfigurations"],
    },
    {
      kind: "violation",
      title: "an empty list",
      change: { encryptionConfigurations: [] },
      findings: ["fail encryptionConfigurations"],
    },
    {
      kind: "unknown",
      title: "a list not known yet",
      change: { encryptionConfigurations: notKnownYet },
      findings: ["undecided encryptionConfigurations"],
    },
  ],
};
