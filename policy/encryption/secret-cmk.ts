import { mustBeOwnKey, ownKey } from "../kms-key.ts";
import { property, readEachPresent } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const secretCmk = resourceRule({
  id: "secret-cmk",
  types: ["aws:secretsmanager/secret:Secret"],
  what: "A secret, and every replica of it, is encrypted with a key of ours.",
  why: "The AWS managed key cannot be shared, narrowed or revoked; MSK refuses SCRAM secrets that use it.",
  remedy: "Set kmsKeyId, and replicas[].kmsKeyId for each replica, to the key of the secret's purpose.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_149"] },
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  evaluate: ({ props }) => [
    ...mustBeOwnKey(props, "kmsKeyId"),
    ...readEachPresent(props, "replicas[]").flatMap((replica) => ownKey(property(replica, "kmsKeyId"))),
  ],
});
