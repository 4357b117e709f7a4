import { parsed, property, read, type Reading } from "../property.ts";
import { type StackResource } from "../rule.ts";

/** Where resources name a queue for what they could not deliver. */
const places: Readonly<Record<string, string>> = {
  "aws:sqs/queue:Queue": "redrivePolicy.deadLetterTargetArn",
  "aws:sqs/redrivePolicy:RedrivePolicy": "redrivePolicy.deadLetterTargetArn",
  "aws:sns/topicSubscription:TopicSubscription": "redrivePolicy.deadLetterTargetArn",
  "aws:cloudwatch/eventTarget:EventTarget": "deadLetterConfig.arn",
  "aws:scheduler/schedule:Schedule": "target.deadLetterConfig.arn",
  "aws:lambda/function:Function": "deadLetterConfig.targetArn",
  "aws:lambda/eventSourceMapping:EventSourceMapping": "destinationConfig.onFailure.destinationArn",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "destinationConfig.onFailure.destination",
};

/** Whether something of the stack sends what it could not deliver to a queue. */
export function takesDeadLetters(queue: StackResource, stack: readonly StackResource[]): boolean {
  return stack.some((other) => {
    const path = places[other.type];
    if (path === undefined || other.urn === queue.urn) return false;
    const target = through(other, path);
    if (target.state !== "unknown") return isOf(target, queue);
    const [input = path] = path.split(".");
    return other.propertyDependencies[input]?.includes(queue.urn) === true;
  });
}

/** Reads on through JSON text: redrive policies are. */
function through({ props }: StackResource, path: string): Reading {
  const [first = "", ...steps] = path.split(".");
  return steps.reduce(property, parsed(read(props, first)));
}

/** Whether a value is a resource's ARN, or ends like one with its name. */
export function isOf(value: Reading, { props }: StackResource): boolean {
  if (value.state !== "known" || typeof value.value !== "string") return false;
  const arn = read(props, "arn");
  const name = read(props, "name");
  const text = value.value;
  return (
    (arn.state === "known" && arn.value === text) ||
    (name.state === "known" && typeof name.value === "string" && name.value !== "" && text.endsWith(`:${name.value}`))
  );
}
