import { lists, mustBe, mustBeSet, mustBeWithin } from "../check.ts";
import { type Properties, read } from "../property.ts";
import { advice, type Finding, resourceRule } from "../rule.ts";

const mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";
const onFailure = "destinationConfig.onFailure.destinationArn";
const destination = "the ARN of a queue, topic or bucket";

export const lambdaFailurePath = resourceRule({
  id: "lambda-failure-path",
  types: [mapping, "aws:lambda/function:Function"],
  what: "What a function fails on is set aside, and neither lost nor tried for ever.",
  why: "One bad record otherwise holds up its shard until it expires, one bad message brings its whole batch back, and a failed event is dropped.",
  remedy:
    'Set functionResponseTypes: ["ReportBatchItemFailures"] for a queue; maximumRetryAttempts, bisectBatchOnFunctionError and destinationConfig.onFailure for a stream; deadLetterConfig on a function, as NodeFunction does.',
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_116"] },
  url: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-retries.html",
  evaluate: ({ type, props }) => {
    // Who calls a function and waits hears of the failure, so this one is advice.
    if (type !== mapping) return advice(mustBeSet(props, "deadLetterConfig.targetArn", "the ARN of a queue or topic"));
    switch (sourceOf(props)) {
      case "queue":
        return lists(read(props, "functionResponseTypes"), ["ReportBatchItemFailures"]);
      case "stream":
        return stream(props);
      case "topic":
        return mustBeSet(props, onFailure, destination);
      case "other":
        return [];
    }
  },
});

function stream(props: Properties): readonly Finding[] {
  return [
    ...mustBeSet(props, onFailure, destination),
    // The default is -1: for ever.
    ...mustBeWithin(props, "maximumRetryAttempts", { least: 0 }),
    ...advice(mustBe(props, "bisectBatchOnFunctionError", [true])),
  ];
}

/** By the ARN, else by what only one kind of source takes. */
function sourceOf(props: Properties): "queue" | "stream" | "topic" | "other" {
  const arn = read(props, "eventSourceArn");
  const [, service] = arn.state === "known" ? (/^arn:[^:]+:([^:]+):/.exec(String(arn.value)) ?? []) : [];
  switch (service) {
    case "sqs":
      return "queue";
    case "kinesis":
    case "dynamodb":
      return "stream";
    case "kafka":
      return "topic";
    case undefined:
      break;
    default:
      return "other";
  }
  if (isSet(props, "topics")) return "topic";
  if (isSet(props, "startingPosition")) return "stream";
  // Message brokers name queues, document databases have a block of their own.
  return ["queues", "documentDbEventSourceConfig", "selfManagedEventSource"].some((name) => isSet(props, name))
    ? "other"
    : "queue";
}

/** Lists and text that are empty are not there, as in a state. */
function isSet(props: Properties, name: string): boolean {
  const reading = read(props, name);
  if (reading.state !== "known") return reading.state === "unknown";
  return Array.isArray(reading.value) ? reading.value.length > 0 : reading.value !== "";
}
