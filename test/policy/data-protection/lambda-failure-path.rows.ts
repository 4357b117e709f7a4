import { lambdaFailurePath } from "../../../policy/data-protection/lambda-failure-path.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const [mapping, lambda = ""] = lambdaFailurePath.types;
const arn = (service: string): string => `arn:aws:${service}:eu-central-1:111111111111:source`;
const failures = { destinationConfig: { onFailure: { destinationArn: arn("sqs") } } };
const onFailure = "destinationConfig.onFailure.destinationArn";

/** Changes a mapping of a queue into one of a stream. */
const stream = {
  eventSourceArn: arn("kinesis"),
  functionResponseTypes: removed,
  startingPosition: "LATEST",
  maximumRetryAttempts: 3,
  bisectBatchOnFunctionError: true,
  ...failures,
};
const ofStream = (row: Row): Row => ({
  ...row,
  title: `${row.title}, of a stream`,
  change: { ...stream, ...row.change },
});

export const table: RuleTable = {
  rule: lambdaFailurePath,
  compliant: {
    [mapping]: {
      eventSourceArn: arn("sqs"),
      functionName: "prod-worker",
      functionResponseTypes: ["ReportBatchItemFailures"],
    },
    [lambda]: { name: "prod-worker", deadLetterConfig: { targetArn: arn("sqs") } },
  },
  rows: [
    { kind: "compliant", title: "a queue whose failures are named", findings: [] },
    { kind: "compliant", title: "a stream whose failures are set aside", change: stream, findings: [] },
    { kind: "compliant", title: "a function whose failures are set aside", type: lambda, findings: [] },
    {
      kind: "compliant",
      title: "a message broker, which keeps failures itself",
      change: { eventSourceArn: arn("mq"), functionResponseTypes: removed },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a message broker not known yet",
      change: { eventSourceArn: notKnownYet, queues: ["orders"], functionResponseTypes: removed },
      findings: [],
    },
    {
      kind: "absent",
      title: "a queue whose whole batch comes back",
      change: { functionResponseTypes: removed },
      findings: ["fail functionResponseTypes"],
    },
    {
      kind: "violation",
      title: "a queue with an empty list",
      change: { functionResponseTypes: [] },
      findings: ["fail functionResponseTypes"],
    },
    {
      kind: "violation",
      title: "a queue not known yet, whose whole batch comes back",
      change: { eventSourceArn: notKnownYet, functionResponseTypes: removed },
      findings: ["fail functionResponseTypes"],
    },
    {
      kind: "unknown",
      title: "a queue's response not known yet",
      change: { functionResponseTypes: notKnownYet },
      findings: ["undecided functionResponseTypes"],
    },
    {
      kind: "wrong type",
      title: "a queue's response as text",
      change: { functionResponseTypes: "ReportBatchItemFailures" },
      findings: ["fail functionResponseTypes"],
    },
    ...setRows(onFailure).map(ofStream),
    ...valueRows("maximumRetryAttempts", { bad: [-1] }).map(ofStream),
    ...valueRows("bisectBatchOnFunctionError", { bad: [false], finding: "advice" }).map(ofStream),
    {
      kind: "violation",
      title: "a DynamoDB stream that is tried for ever",
      change: { ...stream, eventSourceArn: arn("dynamodb"), maximumRetryAttempts: removed },
      findings: ["fail maximumRetryAttempts"],
    },
    {
      kind: "violation",
      title: "a stream not known yet that is tried for ever",
      change: { ...stream, eventSourceArn: notKnownYet, maximumRetryAttempts: removed },
      findings: ["fail maximumRetryAttempts"],
    },
    {
      kind: "violation",
      title: "a topic of Kafka whose failures are lost",
      change: { eventSourceArn: arn("kafka"), functionResponseTypes: removed },
      findings: ["fail destinationConfig"],
    },
    {
      kind: "violation",
      title: "a topic of brokers of our own whose failures are lost",
      change: { eventSourceArn: removed, topics: ["iot.telemetry"], functionResponseTypes: removed },
      findings: ["fail destinationConfig"],
    },
    ...setRows("deadLetterConfig.targetArn", { type: lambda, finding: "advice" }),
  ],
};
