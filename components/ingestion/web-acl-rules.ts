import type * as aws from "@pulumi/aws";

type Rule = aws.types.input.wafv2.WebAclRule;
type Metrics = aws.types.input.wafv2.WebAclVisibilityConfig;

/** What CloudWatch and the console show of a rule. */
export function visible(metricName: string): Metrics {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

/**
 * AWS's managed rule groups, each with its rules that look into bodies. Those only count: what is in an event is for the
 * collector to judge, which quarantines it with its bytes and its reason. A firewall that dropped it would lose it.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const managedGroups = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesKnownBadInputsRuleSet: ["JavaDeserializationRCE_BODY", "Log4JRCE_BODY", "ReactJSRCE_BODY"],
  AWSManagedRulesCommonRuleSet: [
    "CrossSiteScripting_BODY",
    "EC2MetaDataSSRF_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "SizeRestrictions_BODY",
    // Devices send what user agent they like, or none.
    "NoUserAgent_HEADER",
  ],
} as const satisfies Record<string, readonly string[]>;

/** Seconds over which requests are counted. */
const rateWindowSeconds = 300;

/**
 * Rules of the web ACL in their order: how often one address may come, then the managed groups.
 *
 * @param requestsPerAddress requests of one address in five minutes, beyond which it is answered 429
 */
export function webAclRules(requestsPerAddress: number): Rule[] {
  return [
    {
      name: "rate",
      priority: 0,
      // As the collector itself answers when it has too much: senders wait and send again.
      action: {
        block: { customResponse: { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: "60" }] } },
      },
      statement: {
        rateBasedStatement: {
          limit: requestsPerAddress,
          evaluationWindowSec: rateWindowSeconds,
          aggregateKeyType: "IP",
        },
      },
      visibilityConfig: visible("rate"),
    },
    ...Object.entries(managedGroups).map(([name, counted], index): Rule => ({
      name,
      priority: index + 1,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: visible(name),
    })),
  ];
}
