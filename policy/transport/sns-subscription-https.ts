import { must } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const snsSubscriptionHttps = resourceRule({
  id: "sns-subscription-https",
  types: ["aws:sns/topicSubscription:TopicSubscription"],
  what: "A topic delivers to no endpoint by plain HTTP.",
  why: "SNS sends whole messages to the endpoint; by HTTP everybody on the path reads them, and can answer in its place.",
  remedy: 'Give the endpoint a certificate and set protocol: "https".',
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
  // AWS demands a protocol, so an absent one is not for this rule.
  evaluate: ({ props }) =>
    must(props, "protocol", {
      wanted: "any other protocol than http",
      meets: (protocol) => typeof protocol === "string" && protocol !== "http",
      whenAbsent: "passes",
    }),
});
