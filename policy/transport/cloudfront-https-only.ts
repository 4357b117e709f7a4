import { oneOf } from "../check.ts";
import { property, read, readEachPresent } from "../property.ts";
import { resourceRule } from "../rule.ts";

const distribution = "aws:cloudfront/distribution:Distribution";

export const cloudfrontHttpsOnly = resourceRule({
  id: "cloudfront-https-only",
  types: [distribution, "aws:cloudfront/multitenantDistribution:MultitenantDistribution"],
  what: "A distribution answers by HTTPS alone.",
  why: "With allow-all everybody on the path reads answers and cookies, and can change them.",
  remedy:
    'Set viewerProtocolPolicy: "redirect-to-https" or "https-only" in defaultCacheBehavior and in every other cache behavior.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.3"], checkov: ["CKV_AWS_34"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3",
  evaluate: ({ type, props }) =>
    [
      read(props, "defaultCacheBehavior"),
      ...readEachPresent(props, type === distribution ? "orderedCacheBehaviors[]" : "cacheBehaviors[]"),
    ].flatMap((behavior) => oneOf(property(behavior, "viewerProtocolPolicy"), ["redirect-to-https", "https-only"])),
});
