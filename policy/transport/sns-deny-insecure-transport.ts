import { matchesPattern } from "../pattern.ts";
import { isEmpty, read } from "../property.ts";
import { type Finding, stackRule, type StackResource } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";
import { mustDenyWithoutTls } from "../tls-denial.ts";

const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";

export const snsDenyInsecureTransport = stackRule({
  id: "sns-deny-insecure-transport",
  types: [topicPolicy, "aws:sns/topic:Topic"],
  what: "A topic has a policy, and it refuses to publish what comes without TLS.",
  why: "SNS answers plain HTTP; a message published that way can be read by everybody on the path.",
  remedy:
    'Add an aws.sns.TopicPolicy with { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topicArn, Condition: { Bool: { "aws:SecureTransport": "false" } } }; tlsOnly() of components/iam writes it.',
  severity: "high",
  level: "mandatory",
  controls: { cdkNag: ["SNS3"] },
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
  evaluate: (resource, stack) => {
    if (resource.type === topicPolicy) return denies(resource);
    const link = { types: [topicPolicy], property: "arn", names: ["arn", "id"] };
    // First, for a topic that is there has a policy of AWS's making in its state.
    if (linkedTo(resource, stack, link).length > 0) return [];
    return isEmpty(given(resource, "policy")) ? [notLinked(topicPolicy, "there for every topic")] : denies(resource);
  },
});

/** Publishing alone: a topic's policy cannot name `sns:*`, and only what is published is data of ours. */
function denies({ props }: StackResource): readonly Finding[] {
  const topic = read(props, "arn");
  const isTopic = (pattern: string): boolean =>
    topic.state !== "known" || typeof topic.value !== "string" || matchesPattern(pattern, topic.value);
  return mustDenyWithoutTls(read(props, "policy"), {
    wanted: "a document that denies sns:Publish on the topic to everybody where aws:SecureTransport is false",
    action: "sns:Publish",
    resources: [isTopic],
  });
}
