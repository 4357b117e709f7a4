import { glueCatalogEncrypted } from "../../../policy/encryption/glue-catalog-encrypted.ts";
import { ownKeyRows, valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/lake";
const atRest = "dataCatalogEncryptionSettings.encryptionAtRest";
const password = "dataCatalogEncryptionSettings.connectionPasswordEncryption";

export const table: RuleTable = {
  rule: glueCatalogEncrypted,
  compliant: {
    "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": {
      dataCatalogEncryptionSettings: {
        encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: key },
        connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: key },
      },
    },
  },
  rows: [
    { kind: "compliant", title: "a key of ours for both", findings: [] },
    {
      kind: "compliant",
      title: "through a service role",
      change: { [`${atRest}.catalogEncryptionMode`]: "SSE-KMS-WITH-SERVICE-ROLE" },
      findings: [],
    },
    ...valueRows(`${atRest}.catalogEncryptionMode`, { bad: ["DISABLED"] }),
    ...ownKeyRows(`${atRest}.sseAwsKmsKeyId`, { service: "glue" }),
    ...valueRows(`${password}.returnConnectionPasswordEncrypted`, { bad: [false] }),
    ...ownKeyRows(`${password}.awsKmsKeyId`, { service: "glue" }),
    {
      kind: "absent",
      title: "nothing about passwords",
      change: { [password]: removed },
      findings: [`fail ${password}`],
    },
  ],
};
