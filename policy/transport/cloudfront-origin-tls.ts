import { met, oneOf } from "../check.ts";
import { elements, property, type Reading, readEachPresent } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

const distribution = "aws:cloudfront/distribution:Distribution";

export const cloudfrontOriginTls = resourceRule({
  id: "cloudfront-origin-tls",
  types: [distribution, "aws:cloudfront/multitenantDistribution:MultitenantDistribution"],
  what: "A distribution reaches its origins by HTTPS alone, with TLS 1.2.",
  why: "What viewers sent by HTTPS would go on to the origin in plaintext, or by a protocol with known attacks.",
  remedy:
    'Set originProtocolPolicy: "https-only" and originSslProtocols: ["TLSv1.2"] in customOriginConfig of every origin; buckets need none.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["CloudFront.9", "CloudFront.10"], checkov: ["CKV2_AWS_72"], cdkNag: ["CFR5"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9",
  evaluate: ({ type, props }) =>
    readEachPresent(
      props,
      type === distribution ? "origins[].customOriginConfig" : "origins[].customOriginConfigs[]",
    ).flatMap((origin) => [
      ...oneOf(property(origin, "originProtocolPolicy"), ["https-only"]),
      ...protocols(property(origin, "originSslProtocols")),
    ]),
});

/** CloudFront demands a list, so an absent one is not for this rule. */
function protocols(list: Reading): readonly Finding[] {
  const old = ["SSLv3", "TLSv1", "TLSv1.1"];
  return (list.state === "absent" ? [] : elements(list)).flatMap((protocol) =>
    met(protocol, {
      wanted: "TLSv1.2 or later",
      meets: (value) => typeof value === "string" && !old.includes(value),
    }),
  );
}
