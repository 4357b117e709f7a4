import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "./alarm-spec.ts";
import { AlertSubscriptions, type AlertSubscriptionsArgs } from "./alert-subscriptions.ts";
import { AlertTopics } from "./alert-topics.ts";
import { undeliveredAlerts } from "./catalogue/alerts.ts";
import { type BySeverity } from "./severity.ts";

/** The key is that of topics and queue: its policy must let CloudWatch, EventBridge, Budgets, Cost Anomaly Detection and Amazon SNS use it. */
export type AlertPathArgs = Omit<AlertSubscriptionsArgs, "topicArns">;

/** The way an alert takes to people: topics by severity, who hears of them, and the alarm on what did not arrive. */
export class AlertPath extends pulumi.ComponentResource {
  /** SNS topics by severity; known before they exist. */
  readonly topicArns: BySeverity<string>;
  /** Alarms on the path itself. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: AlertPathArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:alerting:AlertPath", name, {}, opts);
    const { place, kmsKeyArn } = args;
    const topics = new AlertTopics(`${name}-topics`, { place, kmsKeyArn }, { parent: this });
    this.topicArns = topics.arns;
    const subscriptions = new AlertSubscriptions(
      `${name}-subscriptions`,
      { ...args, topicArns: topics.arns },
      // The topics' ARNs are known before the topics are there.
      { parent: this, dependsOn: topics },
    );
    this.alarms = [undeliveredAlerts(subscriptions.deadLetterQueueName)];
    this.registerOutputs({ topicArns: this.topicArns });
  }
}
