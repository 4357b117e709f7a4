import { type Statement } from "../iam/policy-document.ts";
import { arn, globalArn, logGroupArn, partitionOf, type Place, roleArn, topicArn } from "../naming.ts";
import { trailArns } from "./log-writers.ts";

/** What an AWS service that uses a key on its own behalf may do with it, and when. */
interface KeyUse {
  readonly sid: string;
  /** Service principals, or `*` where the user is a service-linked role that `condition` names. */
  readonly principal: Statement["Principal"];
  readonly actions: readonly string[];
  readonly condition: NonNullable<Statement["Condition"]>;
}

type Uses = (place: Place) => readonly KeyUse[];

const encryptAndDecrypt = ["kms:GenerateDataKey*", "kms:Decrypt"] as const;

/**
 * AWS services that use a key on their own behalf, by what they do with it. Each is bound to this account, and to the
 * thing that is encrypted where the service says which one that is.
 */
const uses = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  "cloudwatch-logs": (place) => [
    {
      sid: "CloudWatchLogs",
      principal: { Service: `logs.${place.region}.amazonaws.com` },
      actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn(place, "*") },
      },
    },
  ],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
  "log-delivery": (place) => [
    {
      sid: "LogDelivery",
      principal: { Service: "delivery.logs.amazonaws.com" },
      actions: [...encryptAndDecrypt, "kms:Encrypt", "kms:ReEncrypt*", "kms:DescribeKey"],
      condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": arn(place, "logs", "*") },
      },
    },
  ],
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
  cloudtrail: (place): readonly KeyUse[] => [
    {
      sid: "CloudTrailEncrypts",
      principal: { Service: "cloudtrail.amazonaws.com" },
      actions: ["kms:GenerateDataKey*"],
      condition: {
        ArnLike: {
          "aws:SourceArn": trailArns(place),
          "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${partitionOf(place.region)}:cloudtrail:*:${place.accountId}:trail/*`,
        },
      },
    },
    {
      // Decrypt, because the log archive has a bucket key; both also serve the trail's SNS topic.
      sid: "CloudTrailDescribesAndDecrypts",
      principal: { Service: "cloudtrail.amazonaws.com" },
      actions: ["kms:DescribeKey", ...encryptAndDecrypt],
      condition: { ArnLike: { "aws:SourceArn": trailArns(place) } },
    },
  ],
  // https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
  config: ({ accountId }) => [
    {
      sid: "Config",
      principal: { Service: "config.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ],
  /** AWS documents SSE-S3 alone for a bucket of access logs; with this statement they arrive (aws/aws-cdk pull request 25350). */
  "s3-access-logs": ({ accountId }) => [
    {
      sid: "S3AccessLogs",
      principal: { Service: "logging.s3.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ],
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  "cloudwatch-alarms": ({ accountId }) => [
    {
      sid: "CloudWatchAlarms",
      principal: { Service: "cloudwatch.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ],
  // https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver-AddPermissions.html
  "prometheus-alerts": (place) => [
    {
      sid: "PrometheusAlertManager",
      principal: { Service: "aps.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": arn(place, "aps", "workspace/*") },
      },
    },
  ],
  /** Rules that publish to our topics. AWS documents that the source keys do not work here; the topic's policy has them. */
  "eventbridge-to-sns": (place) => [
    {
      sid: "EventBridgeToSns",
      principal: { Service: "events.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:sns:topicArn": topicArn(place, `${place.environment}-*`),
        },
      },
    },
  ],
  /** Rules whose undelivered events go to our queues. */
  "eventbridge-to-sqs": (place) => [
    {
      sid: "EventBridgeToSqs",
      principal: { Service: "events.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": arn(place, "events", "rule/*") },
      },
    },
  ],
  // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
  budgets: (place) => [
    {
      sid: "Budgets",
      principal: { Service: "budgets.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": globalArn(place, "budgets", "*") },
      },
    },
  ],
  // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
  "cost-anomalies": ({ accountId }) => [
    {
      sid: "CostAnomalies",
      principal: { Service: "costalerts.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ],
  /** Topics that put what they could not deliver on our queues. https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html */
  "sns-to-sqs": (place) => [
    {
      sid: "SnsToSqs",
      principal: { Service: "sns.amazonaws.com" },
      actions: encryptAndDecrypt,
      condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": topicArn(place, `${place.environment}-*`) },
      },
    },
  ],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
  "s3-tables-maintenance": (place) => [
    {
      sid: "S3TablesMaintenance",
      principal: { Service: "maintenance.s3tables.amazonaws.com" },
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      condition: {
        StringLike: { "kms:EncryptionContext:aws:s3:arn": arn(place, "s3tables", "bucket/*") },
      },
    },
  ],
  /**
   * Volumes of instances that Auto Scaling starts. Its service-linked role may not exist yet, and KMS refuses a policy that
   * names a principal that does not, so the condition names it.
   *
   * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  "auto-scaling": (place): readonly KeyUse[] => {
    const principal = { AWS: "*" };
    const role = roleArn(place, "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
    const ownRole = { StringEquals: { "kms:CallerAccount": place.accountId, "aws:PrincipalArn": role } };
    return [
      {
        sid: "AutoScaling",
        principal,
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        condition: ownRole,
      },
      {
        sid: "AutoScalingGrants",
        principal,
        actions: ["kms:CreateGrant"],
        condition: { ...ownRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ];
  },
} satisfies Record<string, Uses>;

/** An AWS service that uses a key on its own behalf. */
export type KeyUser = keyof typeof uses;

/** Every service a key policy can let in. */
export const keyUsers = Object.keys(uses) as readonly KeyUser[]; // a record's keys are its key type

/** Statements of a key policy that let a service use the key. `Resource: *` in a key policy means this key. */
export function serviceStatements(place: Place, user: KeyUser): readonly Statement[] {
  const own: Uses = uses[user];
  return own(place).map(({ sid, principal, actions, condition }) => ({
    Sid: sid,
    Effect: "Allow",
    Principal: principal,
    Action: actions,
    Resource: "*",
    Condition: condition,
  }));
}
