import { mustBe } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const kinesisCmk = resourceRule({
  id: "kinesis-cmk",
  types: ["aws:kinesis/stream:Stream"],
  what: "A Kinesis stream is encrypted with a key of ours.",
  why: "The default is no encryption; with the AWS managed key, no policy of ours says who may decrypt.",
  remedy: 'Set encryptionType: "KMS" and kmsKeyId to the key of the stream\'s purpose.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["Kinesis.1"], checkov: ["CKV_AWS_43", "CKV_AWS_185"], cdkNag: ["KDS1"] },
  url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
  evaluate: ({ props }) => [...mustBe(props, "encryptionType", ["KMS"]), ...mustBeOwnKey(props, "kmsKeyId")],
});
