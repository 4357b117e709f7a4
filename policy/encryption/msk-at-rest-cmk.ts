import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const mskAtRestCmk = resourceRule({
  id: "msk-at-rest-cmk",
  types: ["aws:msk/cluster:Cluster"],
  what: "An MSK cluster's volumes are encrypted with a key of ours.",
  why: "Without one MSK uses the AWS managed key, whose policy nobody can narrow and which cannot be revoked.",
  remedy:
    "Set encryptionInfo.encryptionAtRestKmsKeyArn to the streaming key. It cannot be changed later: the cluster is replaced.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_81"] },
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
  evaluate: ({ props }) => mustBeOwnKey(props, "encryptionInfo.encryptionAtRestKmsKeyArn"),
});
