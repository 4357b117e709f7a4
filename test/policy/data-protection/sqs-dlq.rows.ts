import { sqsDlq } from "../../../policy/data-protection/sqs-dlq.ts";
import { type Properties } from "../../../policy/property.ts";
import { waitingFor } from "../rows.ts";
import { notKnownYet, type Other, removed, type Row, type RuleTable } from "../table.ts";

const [queue, redrive = ""] = sqsDlq.types;
const account = "arn:aws:sqs:eu-central-1:111111111111";
const policy = (name: string): string =>
  JSON.stringify({ deadLetterTargetArn: `${account}:${name}`, maxReceiveCount: 5 });

/** Ways in which something sends what it could not deliver. */
const senders: Readonly<Record<string, (arn: unknown) => Properties>> = {
  "aws:sqs/queue:Queue": (arn) => ({ redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }) }),
  "aws:sqs/redrivePolicy:RedrivePolicy": (arn) => ({ redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }) }),
  "aws:sns/topicSubscription:TopicSubscription": (arn) => ({
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }),
  }),
  "aws:cloudwatch/eventTarget:EventTarget": (arn) => ({ deadLetterConfig: { arn } }),
  "aws:scheduler/schedule:Schedule": (arn) => ({ target: { arn: "arn:other", deadLetterConfig: { arn } } }),
  "aws:lambda/function:Function": (arn) => ({ deadLetterConfig: { targetArn: arn } }),
  "aws:lambda/eventSourceMapping:EventSourceMapping": (arn) => ({
    destinationConfig: { onFailure: { destinationArn: arn } },
  }),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (arn) => ({
    destinationConfig: { onFailure: { destination: arn } },
  }),
};

const targets = Object.entries(senders).map(([type, propsFor], index): Row => {
  const name = `failures-of-${index}`;
  return {
    kind: "violation",
    title: `keeps failures of ${type} for a day`,
    change: { name, redrivePolicy: removed, messageRetentionSeconds: 86_400 },
    others: [{ type, props: propsFor(`${account}:${name}`) }],
    findings: ["fail messageRetentionSeconds"],
  };
});

const mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";
const lambda = "aws:lambda/function:Function";
const reader = (name: string, timeout?: unknown): readonly Other[] => [
  { type: mapping, props: { eventSourceArn: `${account}:${name}`, functionName: `reader-of-${name}` } },
  { type: lambda, props: { name: `reader-of-${name}`, timeout } },
];

export const table: RuleTable = {
  rule: sqsDlq,
  compliant: {
    [queue]: { name: "prod-work", redrivePolicy: policy("work-failures"), visibilityTimeoutSeconds: 180 },
    [redrive]: { queueUrl: "https://sqs.eu-central-1.amazonaws.com/1/other", redrivePolicy: policy("work-failures") },
  },
  rows: [
    { kind: "compliant", title: "sends to another queue", findings: [] },
    { kind: "compliant", title: "a policy by itself", type: redrive, findings: [] },
    {
      kind: "compliant",
      title: "a policy by itself, through the graph",
      change: { name: "work-linked", redrivePolicy: removed },
      others: [{ type: redrive, props: { queueUrl: notKnownYet }, dependsOn: { queueUrl: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "keeps failures for fourteen days",
      change: { name: "kept", redrivePolicy: removed, messageRetentionSeconds: 1_209_600 },
      others: [{ type: queue, props: { redrivePolicy: notKnownYet }, dependsOn: { redrivePolicy: "judged" } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "keeps failures that come through the graph for a day",
      change: { name: notKnownYet, redrivePolicy: removed, messageRetentionSeconds: 86_400 },
      others: [
        {
          type: lambda,
          props: { deadLetterConfig: { targetArn: notKnownYet } },
          dependsOn: { deadLetterConfig: "judged" },
        },
      ],
      findings: ["fail messageRetentionSeconds"],
    },
    ...targets,
    {
      kind: "absent",
      title: "keeps failures of other stacks as long as nobody said",
      change: { name: "elsewhere-dlq", redrivePolicy: removed },
      findings: ["fail messageRetentionSeconds"],
    },
    {
      kind: "unknown",
      title: "keeps failures for a time not known yet",
      change: { name: "later-dlq", redrivePolicy: removed, messageRetentionSeconds: notKnownYet },
      findings: ["undecided messageRetentionSeconds"],
    },
    {
      kind: "unknown",
      title: "who may send failures is not known yet, as where nothing is said",
      change: { name: "work-later", redriveAllowPolicy: notKnownYet },
      findings: [],
    },
    {
      kind: "violation",
      title: "lets others send failures, and keeps them for a day",
      change: { redrivePolicy: removed, redriveAllowPolicy: '{"redrivePermission":"allowAll"}', name: "takes-all" },
      findings: ["fail messageRetentionSeconds"],
    },
    { kind: "absent", title: "sends nowhere", change: { redrivePolicy: removed }, findings: ["fail redrivePolicy"] },
    {
      kind: "violation",
      title: "a policy without a queue",
      change: { redrivePolicy: '{"maxReceiveCount":5}' },
      findings: ["fail redrivePolicy.deadLetterTargetArn"],
    },
    {
      kind: "violation",
      title: "a policy by itself without a queue",
      type: redrive,
      change: { redrivePolicy: '{"maxReceiveCount":5}' },
      findings: ["fail redrivePolicy.deadLetterTargetArn"],
    },
    {
      kind: "unknown",
      title: "a policy not known yet",
      change: { redrivePolicy: notKnownYet },
      ...waitingFor("redrivePolicy"),
      findings: [],
    },
    {
      kind: "unknown",
      title: "no policy, at preview, where the provider's own is not known yet",
      change: { redrivePolicy: notKnownYet },
      findings: ["fail redrivePolicy"],
    },
    {
      kind: "violation",
      title: "a work queue that nobody may send dead letters to",
      change: {
        name: "prod-nobody",
        redrivePolicy: removed,
        redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
        messageRetentionSeconds: 1_209_600,
      },
      findings: ["fail redrivePolicy"],
    },
    { kind: "wrong type", title: "no JSON", change: { redrivePolicy: "none" }, findings: ["fail redrivePolicy"] },
    {
      kind: "compliant",
      title: "outlasts its reader",
      change: { name: "read" },
      others: reader("read", 30),
      findings: [],
    },
    {
      kind: "violation",
      title: "comes back while its reader works",
      change: { name: "read-slowly" },
      others: reader("read-slowly", 60),
      findings: ["advice visibilityTimeoutSeconds"],
      says: "must be at least 360, six times what its reader may take.",
    },
    {
      kind: "absent",
      title: "half a minute is enough for a reader of three seconds",
      change: { name: "read-quickly", visibilityTimeoutSeconds: removed },
      others: reader("read-quickly"),
      findings: [],
    },
    {
      kind: "absent",
      title: "half a minute is too short for a reader of ten",
      change: { name: "read-in-ten", visibilityTimeoutSeconds: removed },
      others: reader("read-in-ten", 10),
      findings: ["advice visibilityTimeoutSeconds"],
    },
    {
      kind: "violation",
      title: "comes back while a reader through the graph works",
      change: { name: notKnownYet },
      others: [
        {
          type: mapping,
          props: { eventSourceArn: notKnownYet, functionName: notKnownYet },
          dependsOn: { eventSourceArn: "judged", functionName: "reader" },
        },
        { type: lambda, name: "reader", props: { timeout: 60 } },
      ],
      findings: ["advice visibilityTimeoutSeconds"],
    },
    {
      kind: "unknown",
      title: "how long the reader takes is not known yet",
      change: { name: "read-later" },
      others: reader("read-later", notKnownYet),
      findings: [],
    },
  ],
};
