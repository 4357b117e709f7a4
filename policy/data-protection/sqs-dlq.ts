import { met, mustBeWithin, setOrFail } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { parsed, property, read, type Reading, textOf } from "../property.ts";
import { advice, type Finding, type StackResource, stackRule } from "../rule.ts";
import { given, linkedTo } from "../stack-links.ts";
import { isOf, takesDeadLetters } from "./dead-letters.ts";

const redrive = "aws:sqs/redrivePolicy:RedrivePolicy";
const fourteenDays = 1_209_600;

/** What AWS takes where nothing is said. */
const defaultVisibility = 30;
const defaultTimeout = 3;

export const sqsDlq = stackRule({
  id: "sqs-dlq",
  types: ["aws:sqs/queue:Queue", redrive],
  what: "A message that nobody can handle goes to a queue of its own, and waits there as long as SQS can keep it.",
  why: "Without one it comes back until it expires, keeps the others waiting, and is gone before anybody has looked.",
  remedy:
    "Set redrivePolicy with deadLetterTargetArn, messageRetentionSeconds: 1209600 on the dead-letter queue, and visibilityTimeoutSeconds to six times the timeout of the function that reads.",
  severity: "medium",
  level: "mandatory",
  controls: { cdkNag: ["SQS3"] },
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  settings: {
    deadLetterQueues: {
      what: "Names of dead-letter queues that other stacks send to; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*-dlq", "*-dead-letters"],
    },
  },
  evaluate: (resource, stack, { deadLetterQueues }) => {
    if (resource.type === redrive) return sendsOn(read(resource.props, "redrivePolicy"));
    if (isDeadLetterQueue(resource, stack, deadLetterQueues)) {
      return mustBeWithin(resource.props, "messageRetentionSeconds", { least: fourteenDays });
    }
    const linked = linkedTo(resource, stack, { types: [redrive], property: "queueUrl", names: ["url", "id"] });
    return [
      ...(linked.length > 0 ? [] : sendsOn(given(resource, "redrivePolicy"))),
      ...advice(outlastsReader(resource, stack)),
    ];
  },
});

function isDeadLetterQueue(queue: StackResource, stack: readonly StackResource[], names: readonly string[]): boolean {
  const name = read(queue.props, "name");
  const allows = read(queue.props, "redriveAllowPolicy");
  return (
    takesDeadLetters(queue, stack) ||
    // Where nothing is said it is not known before the update, and empty after.
    (allows.state === "known" &&
      allows.value !== "" &&
      textOf(property(parsed(allows), "redrivePermission")) !== "denyAll") ||
    (name.state === "known" && names.some((pattern) => matchesPattern(pattern, textOf(name))))
  );
}

function sendsOn(policy: Reading): readonly Finding[] {
  return setOrFail(property(parsed(policy), "deadLetterTargetArn"), "a policy that names a dead-letter queue");
}

/** A message that a function still works on must not come back to another one. */
function outlastsReader(queue: StackResource, stack: readonly StackResource[]): readonly Finding[] {
  const timeouts = stack
    .filter(({ type }) => type === "aws:lambda/eventSourceMapping:EventSourceMapping")
    .filter((mapping) => pointsAt(mapping, "eventSourceArn", queue))
    .flatMap((mapping) => stack.filter((reader) => isReader(reader, mapping)))
    .map(({ props }) => read(props, "timeout"))
    .flatMap((timeout) => (timeout.state === "absent" ? [defaultTimeout] : known(timeout)));
  if (timeouts.length === 0) return [];
  const least = 6 * Math.max(...timeouts);
  return met(read(queue.props, "visibilityTimeoutSeconds"), {
    wanted: `at least ${least}, six times what its reader may take`,
    meets: (value) => typeof value === "number" && value >= least,
    whenAbsent: defaultVisibility >= least ? "passes" : "fails",
  });
}

function isReader(reader: StackResource, mapping: StackResource): boolean {
  if (reader.type !== "aws:lambda/function:Function") return false;
  const [given, name] = [read(mapping.props, "functionName"), read(reader.props, "name")];
  const isNamed = given.state === "known" && name.state === "known" && given.value === name.value;
  return isNamed || pointsAt(mapping, "functionName", reader);
}

function pointsAt(from: StackResource, property: string, target: StackResource): boolean {
  return from.propertyDependencies[property]?.includes(target.urn) === true || isOf(read(from.props, property), target);
}

function known(reading: Reading): readonly number[] {
  return reading.state === "known" && typeof reading.value === "number" ? [reading.value] : [];
}
