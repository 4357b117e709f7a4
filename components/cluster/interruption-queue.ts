import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { deadLetterAlarm } from "../alerting/catalogue/sqs.ts";
import { policyDocument, tlsOnly } from "../iam/policy-document.ts";
import { physicalName, type Place, queueArn, ruleArn } from "../naming.ts";

export interface InterruptionQueueArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts it; its policy must let EventBridge use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * Events that take an instance away, or will.
 *
 * @see https://karpenter.sh/docs/concepts/disruption/#interruption
 */
const events = {
  health: { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
  "spot-interruption": { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
  rebalance: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
  "state-change": { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
} as const;

/** An instance is gone two minutes after a warning; older news is of no use. */
const retentionSeconds = 300;

/** Two weeks, the longest SQS keeps anything: time to find out what Karpenter could not read. */
const deadLetterRetentionSeconds = 1_209_600;

/** Notices that instances are about to go, for Karpenter to drain their nodes in time. @stateful */
export class InterruptionQueue extends pulumi.ComponentResource {
  readonly queueName: string;
  readonly arn: string;
  /** What has to be watched of it. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: InterruptionQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:InterruptionQueue", name, {}, opts);
    const { place } = args;
    this.queueName = physicalName("queue", place, "node-interruptions");
    this.arn = queueArn(place, this.queueName);
    const unreadName = `${this.queueName}-unread`;
    this.alarms = [
      deadLetterAlarm({
        queueName: unreadName,
        id: "interruptions-unread",
        why: "Karpenter could not read a notice: an instance went, or will, without its node being drained.",
        runbook: "cluster.md#nodes",
      }),
    ];
    const ruleNames = Object.keys(events).map((event) => physicalName("event-rule", place, `node-${event}`));

    const unread = this.#queue(`${name}-unread`, unreadName, {
      kmsMasterKeyId: args.kmsKeyArn,
      messageRetentionSeconds: deadLetterRetentionSeconds,
    });
    const queue = this.#queue(`${name}-queue`, this.queueName, {
      kmsMasterKeyId: args.kmsKeyArn,
      messageRetentionSeconds: retentionSeconds,
      redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: unread.arn, maxReceiveCount: 5 }),
    });
    for (const [role, target, writers] of [
      ["unread", unread, []],
      ["queue", queue, ruleNames.map((ruleName) => ruleArn(place, ruleName))],
    ] as const) {
      const arn = queueArn(place, role === "unread" ? unreadName : this.queueName);
      new aws.sqs.QueuePolicy(
        `${name}-${role}-policy`,
        { queueUrl: target.url, policy: queuePolicy(place, arn, writers) },
        { parent: this },
      );
    }
    for (const [event, pattern] of Object.entries(events)) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${event}`,
        {
          name: physicalName("event-rule", place, `node-${event}`),
          description: `Tells Karpenter: ${pattern["detail-type"].join(", ")}`,
          eventPattern: JSON.stringify(pattern),
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${event}-target`,
        { rule: rule.name, targetId: "karpenter", arn: queue.arn },
        { parent: this },
      );
    }

    this.registerOutputs({ queueName: this.queueName, arn: this.arn });
  }

  #queue(name: string, queueName: string, settings: Omit<aws.sqs.QueueArgs, "name">): aws.sqs.Queue {
    return new aws.sqs.Queue(name, { name: queueName, ...settings }, { parent: this });
  }
}

/** Only these rules write, and nobody without TLS does anything. */
function queuePolicy(place: Place, arn: string, ruleArns: readonly string[]): string {
  const write = {
    Sid: "RulesSend",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { StringEquals: { "aws:SourceAccount": place.accountId }, ArnEquals: { "aws:SourceArn": ruleArns } },
  } as const;
  return policyDocument([...(ruleArns.length === 0 ? [] : [write]), tlsOnly("sqs:*", arn)]);
}
