import { type Activity, activityNamespace } from "../../foundation/account-activity.ts";
import { type AlarmSpec } from "../alarm-spec.ts";
import { deadLetterAlarm } from "./sqs.ts";

/** A trail and what hears of it. */
export interface WatchedTrail {
  readonly logGroupName: string;
  /** Topic that CloudTrail tells of every log file it has delivered to S3. */
  readonly topicName: string;
}

const fiveMinutes = 300;
const hour = 3600;

/**
 * The record of who did what has stopped: for a trail that records the management of its account. CloudTrail has no metric
 * for a delivery that failed, but somebody always does something in an account, so the trail's silence is the failure.
 */
export function trailAlarms({ logGroupName, topicName }: WatchedTrail): readonly AlarmSpec[] {
  const silent = {
    comparison: "<",
    threshold: 1,
    missing: "breaching",
    severity: "critical",
    runbook: "audit.md#the-trail-is-silent",
  } as const;
  return [
    {
      ...silent,
      id: "trail-not-delivered",
      signal: {
        kind: "metric",
        metric: {
          namespace: "AWS/SNS",
          name: "NumberOfMessagesPublished",
          statistic: "Sum",
          dimensions: { TopicName: topicName },
        },
      },
      periodSeconds: hour,
      datapoints: [2, 2],
      why: "For two hours the trail has delivered no file to the log archive: what is done now leaves no evidence.",
      source: "https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html",
    },
    {
      ...silent,
      id: "trail-not-logged",
      signal: {
        kind: "metric",
        metric: {
          namespace: "AWS/Logs",
          name: "IncomingLogEvents",
          statistic: "Sum",
          dimensions: { LogGroupName: logGroupName },
        },
      },
      periodSeconds: hour,
      datapoints: [2, 2],
      why: "For two hours the trail has sent nothing to CloudWatch Logs: the alarms on what is done in the account are blind.",
      source:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html",
    },
  ];
}

/** One alarm for each kind of call that somebody should hear of. */
export function activityAlarms(activities: readonly Activity[]): readonly AlarmSpec[] {
  return activities.map(({ id, controls, why, severity, atLeast = 1 }) => ({
    id,
    signal: {
      kind: "metric",
      metric: { namespace: activityNamespace, name: id, statistic: "Sum", dimensions: {} },
    },
    comparison: ">=",
    threshold: atLeast,
    periodSeconds: fiveMinutes,
    datapoints: [1, 1],
    missing: "notBreaching",
    severity,
    why: [why, ...controlNames(controls)].join(" "),
    runbook: "audit.md#somebody-did-something",
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
  }));
}

/** Changes of the catalogue that were not written down. */
export function catalogChangeAlarms(deadLetterQueueName: string): readonly AlarmSpec[] {
  return [
    deadLetterAlarm({
      queueName: deadLetterQueueName,
      id: "catalog-changes-undelivered",
      why: "A change of the Glue Data Catalog could not be written to its log.",
      runbook: "audit.md#changes-of-the-catalogue-are-not-recorded",
    }),
  ];
}

function controlNames({ cis, securityHub }: Activity["controls"]): readonly string[] {
  const names = [
    ...(cis === undefined ? [] : [`CIS ${cis}`]),
    ...(securityHub === undefined ? [] : [`Security Hub ${securityHub}`]),
  ];
  return names.length === 0 ? [] : [`(${names.join(", ")})`];
}
