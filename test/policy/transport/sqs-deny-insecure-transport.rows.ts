import { sqsDenyInsecureTransport } from "../../../policy/transport/sqs-deny-insecure-transport.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { denialRows, documentOf, tlsOnly } from "./documents.ts";

const queue = "aws:sqs/queue:Queue";
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
const deny = tlsOnly("sqs:*", "arn:aws:sqs:eu-central-1:111122223333:tls-only");

export const table: RuleTable = {
  rule: sqsDenyInsecureTransport,
  compliant: {
    [queuePolicy]: { policy: documentOf(deny) },
    [queue]: { policy: documentOf(deny) },
  },
  rows: [
    {
      kind: "compliant",
      title: "the queue's ARN",
      change: { queueUrl: "https://sqs.eu-central-1.amazonaws.com/111122223333/tls-only" },
      findings: [],
    },
    { kind: "compliant", title: "any queue", change: { policy: documentOf(deny, { Resource: "*" }) }, findings: [] },
    ...denialRows(deny),
    { kind: "absent", title: "no document", change: { policy: removed }, findings: ["fail policy"] },
    {
      kind: "violation",
      title: "another queue",
      change: { queueUrl: "https://sqs.eu-central-1.amazonaws.com/111122223333/not-in-the-document" },
      findings: ["fail policy"],
      says: "policy is without that denial; must be a document that denies sqs:*",
    },
    {
      kind: "violation",
      title: "a policy of another queue",
      change: { queueUrl: "https://sqs.eu-central-1.amazonaws.com/111122223333/other" },
      findings: ["fail policy"],
    },
    { kind: "unknown", title: "a URL not known yet", change: { queueUrl: notKnownYet }, findings: [] },
    {
      kind: "compliant",
      title: "a document of the queue itself",
      type: queue,
      change: { name: "tls-only" },
      findings: [],
    },
    ...denialRows(deny, queue),
    {
      kind: "violation",
      title: "a document of the queue itself about another",
      type: queue,
      change: { name: "not-in-the-document" },
      findings: ["fail policy"],
    },
    {
      kind: "unknown",
      title: "a document of a queue whose name is not known yet",
      type: queue,
      change: { name: notKnownYet },
      findings: [],
    },
    {
      kind: "absent",
      title: "a queue without any",
      type: queue,
      change: { policy: removed },
      findings: [`fail ${queuePolicy}`],
      says: "must be there for every queue",
    },
    {
      kind: "absent",
      title: "a queue whose document is empty, as a state has it",
      type: queue,
      change: { policy: "" },
      findings: [`fail ${queuePolicy}`],
    },
    {
      kind: "unknown",
      title: "a queue without any, at preview, where the provider's own is not known yet",
      type: queue,
      change: { policy: notKnownYet },
      findings: [`fail ${queuePolicy}`],
    },
    {
      kind: "compliant",
      title: "a queue with a policy linked through the graph",
      type: queue,
      change: { policy: removed },
      others: [{ type: queuePolicy, props: {}, dependsOn: { queueUrl: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a queue with a policy linked by its URL",
      type: queue,
      change: { policy: removed, url: "https://sqs.example/linked-by-url" },
      others: [{ type: queuePolicy, props: { queueUrl: "https://sqs.example/linked-by-url" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a queue with a policy linked by its id",
      type: queue,
      change: { policy: removed, id: "https://sqs.example/linked-by-id" },
      others: [{ type: queuePolicy, props: { queueUrl: "https://sqs.example/linked-by-id" } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "a queue beside another's policy",
      type: queue,
      change: { policy: removed, url: "https://sqs.example/one" },
      others: [{ type: queuePolicy, props: { queueUrl: "https://sqs.example/two" } }],
      findings: [`fail ${queuePolicy}`],
    },
  ],
};
