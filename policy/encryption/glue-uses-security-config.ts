import { mustBeSet } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const glueUsesSecurityConfig = resourceRule({
  id: "glue-uses-security-config",
  types: ["aws:glue/job:Job", "aws:glue/crawler:Crawler", "aws:glue/devEndpoint:DevEndpoint"],
  what: "A Glue job, crawler or development endpoint names a security configuration.",
  why: "Without one, what it writes to S3, its logs and its bookmarks are not encrypted with keys of ours.",
  remedy: "Set securityConfiguration to the name of the environment's glue.SecurityConfiguration.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_195"] },
  url: "https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html",
  evaluate: ({ props }) => mustBeSet(props, "securityConfiguration", "the name of a security configuration"),
});
