import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

const atRest = "dataCatalogEncryptionSettings.encryptionAtRest";
const password = "dataCatalogEncryptionSettings.connectionPasswordEncryption";

export const glueCatalogEncrypted = resourceRule({
  id: "glue-catalog-encrypted",
  types: ["aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings"],
  what: "The Glue Data Catalog, and the passwords of connections in it, are encrypted with a key of ours.",
  why: "Names of columns and partitions say what is held about whom; GetConnection answers passwords in the clear otherwise.",
  remedy:
    "Set encryptionAtRest { catalogEncryptionMode: SSE-KMS, sseAwsKmsKeyId } and connectionPasswordEncryption { returnConnectionPasswordEncrypted: true, awsKmsKeyId }.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_94"] },
  url: "https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html",
  evaluate: ({ props }) =>
    oncePerPlace([
      ...mustBe(props, `${atRest}.catalogEncryptionMode`, ["SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"]),
      ...mustBeOwnKey(props, `${atRest}.sseAwsKmsKeyId`),
      ...mustBe(props, `${password}.returnConnectionPasswordEncrypted`, [true]),
      ...mustBeOwnKey(props, `${password}.awsKmsKeyId`),
    ]),
});
