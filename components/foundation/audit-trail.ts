import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { writeLogs } from "../iam/grants/index.ts";
import { policyDocument, tlsOnly } from "../iam/policy-document.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { arn, logGroupArn, physicalName, type Place, topicArn } from "../naming.ts";
import { trailSelectors, type TrailScope } from "./trail-selectors.ts";

export interface AuditTrailArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What it records. */
  readonly scope: TrailScope;
  /** Bucket of the log archive that CloudTrail may deliver to. */
  readonly bucketName: string;
  /** Key that encrypts what is recorded; its policy must let CloudTrail, CloudWatch Logs and SNS use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days that CloudWatch Logs keeps the events, for searches and metric filters; the archive keeps them longer. */
  readonly logDays: number;
}

const what = "audit-trail";

/**
 * Who did what: a multi-Region CloudTrail trail, encrypted with a key of ours and validated by digests, delivered to the
 * log archive and to CloudWatch Logs. A topic hears of every delivery, so that its silence can be noticed.
 *
 * The trail's bucket, with its policy, must be there first: pass it in `dependsOn`.
 */
export class AuditTrail extends pulumi.ComponentResource {
  readonly arn: string;
  readonly trailName: string;
  readonly logGroupName: string;
  readonly topicName: string;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:AuditTrail", name, {}, opts);
    const { place, scope, kmsKeyArn } = args;
    this.trailName = physicalName("trail", place, what);
    this.arn = arn(place, "cloudtrail", `trail/${this.trailName}`);
    this.logGroupName = `/aws/cloudtrail/${this.trailName}`;
    this.topicName = physicalName("sns-topic", place, what);
    const child = { parent: this };

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-log-group`,
      { name: this.logGroupName, kmsKeyId: kmsKeyArn, retentionInDays: args.logDays },
      child,
    );
    const role = new ServiceRole(
      `${name}-to-logs`,
      {
        place,
        purpose: `${what}-to-logs`,
        service: "cloudtrail.amazonaws.com",
        grants: [writeLogs({ place, name: this.logGroupName })],
      },
      child,
    );
    const topic = new aws.sns.Topic(
      `${name}-deliveries`,
      { name: this.topicName, displayName: "Deliveries of the audit trail", kmsMasterKeyId: kmsKeyArn },
      child,
    );
    const topicPolicy = new aws.sns.TopicPolicy(
      `${name}-deliveries-policy`,
      { arn: topic.arn, policy: deliveryTopicPolicy(place, this.topicName, this.arn) },
      child,
    );
    new aws.cloudtrail.Trail(
      `${name}-trail`,
      {
        name: this.trailName,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogging: true,
        enableLogFileValidation: true,
        kmsKeyId: kmsKeyArn,
        s3BucketName: args.bucketName,
        snsTopicName: topic.name,
        // Not the group's own ARN, which is unknown at preview; its name is an input, and makes the link.
        cloudWatchLogsGroupArn: logGroup.name.apply((group) => `${logGroupArn(place, group)}:*`),
        cloudWatchLogsRoleArn: role.arn,
        advancedEventSelectors: trailSelectors(place, scope),
        // Insights compare calls that manage the account with their usual rate; a trail of data events has none.
        insightSelectors: scope.managementEvents
          ? [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }]
          : [],
      },
      // CloudTrail tries all three before it makes the trail.
      { ...child, dependsOn: [logGroup, role, topicPolicy] },
    );

    this.registerOutputs({
      arn: this.arn,
      trailName: this.trailName,
      logGroupName: this.logGroupName,
      topicName: this.topicName,
    });
  }
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
function deliveryTopicPolicy(place: Place, topicName: string, trailArn: string): string {
  const topic = topicArn(place, topicName);
  return policyDocument([
    {
      Sid: "CloudTrailPublishes",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { ArnEquals: { "aws:SourceArn": trailArn } },
    },
    tlsOnly("sns:Publish", topic),
  ]);
}
