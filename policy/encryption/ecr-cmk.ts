import { oncePerPlace, oneOf } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import { property, readEachOrAbsent } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const ecrCmk = resourceRule({
  id: "ecr-cmk",
  types: ["aws:ecr/repository:Repository", "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"],
  what: "An image repository is encrypted with a key of ours.",
  why: "Images carry code, and often more; under AES256 a right on the repository is all that it takes to read them.",
  remedy:
    'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }]. It cannot be changed later: the repository is replaced.',
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_136"] },
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  evaluate: ({ props }) =>
    oncePerPlace(
      readEachOrAbsent(props, "encryptionConfigurations[]").flatMap((configuration) => [
        ...oneOf(property(configuration, "encryptionType"), ["KMS", "KMS_DSSE"]),
        ...ownKey(property(configuration, "kmsKey")),
      ]),
    ),
});
