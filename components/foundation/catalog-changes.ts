import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, tlsOnly } from "../iam/policy-document.ts";
import { arn, logGroupArn, physicalName, type Place, queueArn } from "../naming.ts";
import { catalogPatterns } from "./catalog-patterns.ts";

export interface CatalogChangesArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts the record; its policy must let CloudWatch Logs and EventBridge use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days the record is kept. */
  readonly keepDays: number;
}

const what = "catalog-changes";

/** The longest a queue holds a message: 14 days. */
const queueSeconds = 1_209_600;

/**
 * What was changed in the Glue Data Catalog, and by whom: EventBridge puts Glue's own events and the API calls behind them
 * into an encrypted log group. An event that could not be written waits in a queue.
 */
export class CatalogChanges extends pulumi.ComponentResource {
  readonly logGroupName: string;
  readonly deadLetterQueueName: string;

  constructor(name: string, args: CatalogChangesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:CatalogChanges", name, {}, opts);
    const { place, kmsKeyArn } = args;
    // EventBridge writes only to log groups under this path.
    this.logGroupName = `/aws/events/${physicalName("log-group", place, what)}`;
    this.deadLetterQueueName = physicalName("sqs-queue", place, `${what}-undelivered`);
    const child = { parent: this };
    const rules = Object.entries(catalogPatterns).map(([id, pattern]) => ({
      id,
      pattern,
      ruleName: physicalName("event-rule", place, `${what}-${id}`),
    }));
    const ruleArns = rules.map(({ ruleName }) => arn(place, "events", `rule/${ruleName}`));
    const queueArnHere = queueArn(place, this.deadLetterQueueName);

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-log-group`,
      { name: this.logGroupName, kmsKeyId: kmsKeyArn, retentionInDays: args.keepDays },
      child,
    );
    const logPolicy = new aws.cloudwatch.LogResourcePolicy(
      `${name}-log-policy`,
      {
        // Of the log group and not of the account, which may have ten in a Region.
        resourceArn: logGroup.arn,
        policyDocument: logGroupPolicy(logGroupArn(place, this.logGroupName), ruleArns),
      },
      child,
    );
    const queue = new aws.sqs.Queue(
      `${name}-undelivered`,
      { name: this.deadLetterQueueName, kmsMasterKeyId: kmsKeyArn, messageRetentionSeconds: queueSeconds },
      child,
    );
    const queuePolicy = new aws.sqs.QueuePolicy(
      `${name}-undelivered-policy`,
      { queueUrl: queue.url, policy: deadLetterPolicy(queueArnHere, ruleArns) },
      child,
    );
    for (const { id, pattern, ruleName } of rules) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${id}`,
        { name: ruleName, description: pattern.description, eventPattern: JSON.stringify(pattern.event) },
        child,
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${id}-to-log`,
        { rule: rule.name, targetId: "log-group", arn: logGroup.arn, deadLetterConfig: { arn: queueArnHere } },
        { ...child, dependsOn: [logPolicy, queuePolicy] },
      );
    }
    this.registerOutputs({ logGroupName: this.logGroupName, deadLetterQueueName: this.deadLetterQueueName });
  }
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
function logGroupPolicy(logGroup: string, ruleArns: readonly string[]): string {
  const Principal = { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] };
  return policyDocument([
    {
      Sid: "EventBridgeOpensStreams",
      Effect: "Allow",
      Principal,
      Action: "logs:CreateLogStream",
      Resource: `${logGroup}:*`,
    },
    {
      Sid: "RulesWrite",
      Effect: "Allow",
      Principal,
      Action: "logs:PutLogEvents",
      Resource: `${logGroup}:*:*`,
      Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
    },
  ]);
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
function deadLetterPolicy(queue: string, ruleArns: readonly string[]): string {
  return policyDocument([
    {
      Sid: "RulesPutWhatTheyCouldNotDeliver",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queue,
      Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
    },
    tlsOnly("sqs:*", queue),
  ]);
}
