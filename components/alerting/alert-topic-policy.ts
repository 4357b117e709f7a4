import { policyDocument, type Statement, tlsOnly } from "../iam/policy-document.ts";
import { arn, globalArn, type Place } from "../naming.ts";

/**
 * Who may publish to an alert topic: AWS services on behalf of this account, over TLS. People and workloads have no alerts
 * to send; they raise a metric.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function alertTopicPolicy(place: Place, topicArn: string): string {
  const { accountId } = place;
  const publish = (sid: string, service: string, sourceArn: string): Statement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": sourceArn } },
  });
  return policyDocument([
    publish("CloudWatchAlarms", "cloudwatch", arn(place, "cloudwatch", "alarm:*")),
    publish("EventBridgeRules", "events", arn(place, "events", "rule/*")),
    publish("Budgets", "budgets", globalArn(place, "budgets", "*")),
    publish("PrometheusAlertManager", "aps", arn(place, "aps", "workspace/*")),
    publish("CostAnomalies", "costalerts", globalArn(place, "ce", "anomalysubscription/*")),
    tlsOnly("sns:Publish", topicArn),
  ]);
}
