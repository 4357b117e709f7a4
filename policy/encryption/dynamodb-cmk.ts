import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey, ownKey } from "../kms-key.ts";
import { property, readEachPresent } from "../property.ts";
import { resourceRule } from "../rule.ts";

const replica = "aws:dynamodb/tableReplica:TableReplica";

export const dynamodbCmk = resourceRule({
  id: "dynamodb-cmk",
  types: ["aws:dynamodb/table:Table", replica],
  what: "A DynamoDB table, and every replica of it, is encrypted with a key of ours.",
  why: "A table without one is encrypted with a key that AWS owns: no key policy, no record of its use, no revocation.",
  remedy:
    "Set serverSideEncryption { enabled: true, kmsKeyArn }, and kmsKeyArn of each replica to a key in its Region.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_119"] },
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
  evaluate: ({ type, props }) =>
    type === replica
      ? mustBeOwnKey(props, "kmsKeyArn")
      : [
          ...oncePerPlace([
            ...mustBe(props, "serverSideEncryption.enabled", [true]),
            ...mustBeOwnKey(props, "serverSideEncryption.kmsKeyArn"),
          ]),
          ...readEachPresent(props, "replicas[]").flatMap((one) => ownKey(property(one, "kmsKeyArn"))),
        ],
});
