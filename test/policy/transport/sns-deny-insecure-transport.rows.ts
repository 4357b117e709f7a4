import { snsDenyInsecureTransport } from "../../../policy/transport/sns-deny-insecure-transport.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { denialRows, documentOf, tlsOnly } from "./documents.ts";

const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const arn = "arn:aws:sns:eu-central-1:111122223333:tls-only";
const deny = tlsOnly("sns:Publish", arn);

export const table: RuleTable = {
  rule: snsDenyInsecureTransport,
  compliant: {
    [topicPolicy]: { policy: documentOf(deny) },
    [topic]: { policy: documentOf(deny) },
  },
  rows: [
    { kind: "compliant", title: "the topic's ARN", change: { arn }, findings: [] },
    ...denialRows(deny),
    { kind: "absent", title: "no document", change: { policy: removed }, findings: ["fail policy"] },
    {
      kind: "violation",
      title: "another topic",
      change: { arn: `${arn}-not` },
      findings: ["fail policy"],
      says: "policy is without that denial; must be a document that denies sns:Publish",
    },
    { kind: "unknown", title: "an ARN not known yet", change: { arn: notKnownYet }, findings: [] },
    { kind: "compliant", title: "a document of the topic itself", type: topic, findings: [] },
    ...denialRows(deny, topic),
    {
      kind: "violation",
      title: "a document of the topic itself about another",
      type: topic,
      change: { arn: `${arn}-nor-here` },
      findings: ["fail policy"],
    },
    {
      kind: "absent",
      title: "a topic without any",
      type: topic,
      change: { policy: removed },
      findings: [`fail ${topicPolicy}`],
      says: "must be there for every topic",
    },
    {
      kind: "absent",
      title: "a topic whose document is empty, as a state has it",
      type: topic,
      change: { policy: "" },
      findings: [`fail ${topicPolicy}`],
    },
    {
      kind: "unknown",
      title: "a topic without any, at preview, where the provider's own is not known yet",
      type: topic,
      change: { policy: notKnownYet },
      findings: [`fail ${topicPolicy}`],
    },
    {
      kind: "compliant",
      title: "a topic whose state has the policy that AWS gave it first",
      type: topic,
      change: { policy: documentOf(deny, { Effect: "Allow" }) },
      others: [{ type: topicPolicy, props: {}, dependsOn: { arn: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a topic with a policy linked through the graph",
      type: topic,
      change: { policy: removed },
      others: [{ type: topicPolicy, props: {}, dependsOn: { arn: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a topic with a policy linked by its ARN",
      type: topic,
      change: { policy: removed, arn: "arn:aws:sns:::linked-by-arn" },
      others: [{ type: topicPolicy, props: { arn: "arn:aws:sns:::linked-by-arn" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a topic with a policy linked by its id",
      type: topic,
      change: { policy: removed, id: "arn:aws:sns:::linked-by-id" },
      others: [{ type: topicPolicy, props: { arn: "arn:aws:sns:::linked-by-id" } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "a topic beside another's policy",
      type: topic,
      change: { policy: removed, arn: "arn:aws:sns:::one" },
      others: [{ type: topicPolicy, props: { arn: "arn:aws:sns:::two" } }],
      findings: [`fail ${topicPolicy}`],
    },
  ],
};
