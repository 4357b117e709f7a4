import { snsSubscriptionHttps } from "../../../policy/transport/sns-subscription-https.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: snsSubscriptionHttps,
  compliant: { "aws:sns/topicSubscription:TopicSubscription": { protocol: "https" } },
  rows: [
    { kind: "compliant", title: "HTTPS", findings: [] },
    { kind: "compliant", title: "a queue", change: { protocol: "sqs" }, findings: [] },
    ...valueRows("protocol", { bad: ["http"], absent: "passes" }),
  ],
};
