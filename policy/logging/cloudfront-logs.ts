import { mustBeSet } from "../check.ts";
import { stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const distribution = "aws:cloudfront/distribution:Distribution";
const source = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

export const cloudfrontLogs = stackRule({
  id: "cloudfront-logs",
  types: [distribution, "aws:cloudfront/multitenantDistribution:MultitenantDistribution"],
  what: "A distribution keeps a record of the requests that it has answered.",
  why: "What CloudFront answers from its caches is seen by nobody else.",
  remedy: "Set loggingConfig.bucket, or add an aws.cloudwatch.LogDeliverySource with the distribution's ARN.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["CloudFront.5"], checkov: ["CKV_AWS_86"], cdkNag: ["CFR3"] },
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html",
  evaluate: (resource, stack) => {
    const link = { types: [source], property: "resourceArn", names: ["arn"] };
    if (linkedTo(resource, stack, link).length > 0) return [];
    return resource.type === distribution
      ? mustBeSet(resource.props, "loggingConfig.bucket", "the domain name of a bucket")
      : [notLinked(source, "there for every distribution")];
  },
});
