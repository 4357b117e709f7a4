import { mustBe } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

const namespace = "aws:redshiftserverless/namespace:Namespace";

/** The cluster's flag is text in the provider's schema, and true where nothing is said. */
const on = [true, "true"];

export const redshiftCmk = resourceRule({
  id: "redshift-cmk",
  types: ["aws:redshift/cluster:Cluster", namespace],
  what: "A Redshift warehouse is encrypted with a key of ours.",
  why: "Its blocks and snapshots are copies of the lake; without a key of ours they are outside the lake's key policies.",
  remedy: "Leave encrypted on and set kmsKeyId to the ARN of the key of the data's purpose.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["Redshift.10"],
    checkov: ["CKV_AWS_64", "CKV_AWS_142", "CKV_AWS_282"],
    cdkNag: ["RS6"],
  },
  url: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
  evaluate: ({ type, props }) => [
    ...(type === namespace ? [] : mustBe(props, "encrypted", on, "passes")), // a namespace is always encrypted
    ...mustBeOwnKey(props, "kmsKeyId"),
  ],
});
