import { has, mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

const managed = "configuration.managedQueryResultsConfiguration";
const results = "configuration.resultConfiguration.encryptionConfiguration";

export const athenaResultsCmk = resourceRule({
  id: "athena-results-cmk",
  types: ["aws:athena/workgroup:Workgroup"],
  what: "Results of Athena queries are encrypted with a key of ours.",
  why: "A result is a copy of the rows it selects, outside the table's own encryption and grants.",
  remedy:
    "Set configuration.resultConfiguration.encryptionConfiguration { encryptionOption: SSE_KMS, kmsKeyArn }; where Athena keeps the results, managedQueryResultsConfiguration.encryptionConfiguration.kmsKey.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_159"] },
  url: "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html",
  evaluate: ({ props }) =>
    has(props, `${managed}.enabled`, [true]) === true
      ? mustBeOwnKey(props, `${managed}.encryptionConfiguration.kmsKey`)
      : oncePerPlace([
          ...mustBe(props, `${results}.encryptionOption`, ["SSE_KMS", "CSE_KMS"]),
          ...mustBeOwnKey(props, `${results}.kmsKeyArn`),
        ]),
});
