import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const opensearchCmk = resourceRule({
  id: "opensearch-cmk",
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  what: "A search domain is encrypted at rest with a key of ours.",
  why: "Indices, logs, swap and automated snapshots lie on disk in the clear unless the domain says otherwise.",
  remedy:
    "Set encryptAtRest { enabled: true, kmsKeyId } to the ARN of a key of ours. The key cannot be changed later: the domain is replaced.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["Opensearch.1"], checkov: ["CKV_AWS_5", "CKV_AWS_247"], cdkNag: ["OS8"] },
  url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
  evaluate: ({ props }) =>
    oncePerPlace([...mustBe(props, "encryptAtRest.enabled", [true]), ...mustBeOwnKey(props, "encryptAtRest.kmsKeyId")]),
});
