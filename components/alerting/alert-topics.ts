import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place, topicArn } from "../naming.ts";
import { alertTopicPolicy } from "./alert-topic-policy.ts";
import { bySeverity, type BySeverity, severities, type Severity } from "./severity.ts";

export interface AlertTopicsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts alerts on their way; its policy must let CloudWatch, EventBridge, Budgets and Cost Anomaly Detection use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Name of the topic that alerts of a severity go to; known before the topic exists. */
export function alertTopicName(place: Place, severity: Severity): string {
  return physicalName("sns-topic", place, `alerts-${severity}`);
}

/** One encrypted SNS topic per severity, named `<environment>-alerts-<severity>`, that only AWS's own services publish to. */
export class AlertTopics extends pulumi.ComponentResource {
  /** Known before the topics exist. */
  readonly arns: BySeverity<string>;

  constructor(name: string, args: AlertTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:alerting:AlertTopics", name, {}, opts);
    const { place } = args;
    this.arns = bySeverity((severity) => topicArn(place, alertTopicName(place, severity)));

    for (const severity of severities) {
      const topic = new aws.sns.Topic(
        `${name}-${severity}`,
        {
          name: alertTopicName(place, severity),
          displayName: `${place.environment} ${severity}`,
          kmsMasterKeyId: args.kmsKeyArn,
          // SHA-256 in place of SHA-1, for receivers that check who signed.
          signatureVersion: 2,
        },
        { parent: this },
      );
      new aws.sns.TopicPolicy(
        `${name}-${severity}-policy`,
        { arn: topic.arn, policy: alertTopicPolicy(place, this.arns[severity]) },
        { parent: this },
      );
    }
    this.registerOutputs({ arns: this.arns });
  }
}
