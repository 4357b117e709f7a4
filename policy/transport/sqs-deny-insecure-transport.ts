import { matchesPattern } from "../pattern.ts";
import { isEmpty, type Properties, read, type Reading } from "../property.ts";
import { type Finding, stackRule } from "../rule.ts";
import { given, linkedTo, notLinked } from "../stack-links.ts";
import { mustDenyWithoutTls } from "../tls-denial.ts";

const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
const wanted = "a document that denies sqs:* on the queue to everybody where aws:SecureTransport is false";

export const sqsDenyInsecureTransport = stackRule({
  id: "sqs-deny-insecure-transport",
  types: [queuePolicy, "aws:sqs/queue:Queue"],
  what: "A queue has a policy, and it refuses requests without TLS.",
  why: "SQS answers plain HTTP; a message sent or received that way can be read by everybody on the path.",
  remedy:
    'Add an aws.sqs.QueuePolicy with { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queueArn, Condition: { Bool: { "aws:SecureTransport": "false" } } }; tlsOnly() of components/iam writes it.',
  severity: "high",
  level: "mandatory",
  controls: { cdkNag: ["SQS4"] },
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
  evaluate: (resource, stack) => {
    const { type, props } = resource;
    if (type === queuePolicy) return denies(read(props, "policy"), nameInUrl(props));
    const link = { types: [queuePolicy], property: "queueUrl", names: ["url", "id"] };
    if (linkedTo(resource, stack, link).length > 0) return [];
    const own = given(resource, "policy");
    return isEmpty(own) ? [notLinked(queuePolicy, "there for every queue")] : denies(own, knownText(props, "name"));
  },
});

/** @param queue name of the queue; undefined where it is not known */
function denies(policy: Reading, queue: string | undefined): readonly Finding[] {
  const isQueue = (arn: string): boolean =>
    arn === "*" || queue === undefined || matchesPattern(arn.slice(arn.lastIndexOf(":") + 1), queue);
  return mustDenyWithoutTls(policy, { wanted, action: "sqs:*", resources: [isQueue] });
}

/** A queue's URL ends in its name. */
function nameInUrl(props: Properties): string | undefined {
  return knownText(props, "queueUrl")?.split("/").at(-1);
}

function knownText(props: Properties, path: string): string | undefined {
  const reading = read(props, path);
  return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
