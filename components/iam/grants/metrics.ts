import { arn, type Place } from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** Query the metrics of the environment's Prometheus workspaces. */
export function readMetrics(place: Place): Grant {
  return onWorkspaces(place, "ReadMetrics", [
    "aps:GetLabels",
    "aps:GetMetricMetadata",
    "aps:GetSeries",
    "aps:QueryMetrics",
  ]);
}

/** Write metrics to the environment's Prometheus workspaces by `remote_write`. */
export function writeMetrics(place: Place): Grant {
  return onWorkspaces(place, "WriteMetrics", ["aps:RemoteWrite"]);
}

/**
 * Read metrics and alarms of CloudWatch, which knows no resources for them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export function readCloudWatch(): Grant {
  return {
    statements: [
      {
        Sid: "ReadCloudWatch",
        Effect: "Allow",
        Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
        Resource: "*",
      },
    ],
    keyAliases: [],
  };
}

/**
 * A workspace's ID is known only once it is there, so its tag tells which ones are meant.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/security_iam_service-with-iam.html
 */
function onWorkspaces(place: Place, sid: string, actions: readonly string[]): Grant {
  return {
    statements: [
      {
        Sid: sid,
        Effect: "Allow",
        Action: actions,
        Resource: arn(place, "aps", "workspace/*"),
        Condition: { StringEquals: { "aws:ResourceTag/Environment": place.environment } },
      },
    ],
    keyAliases: [],
  };
}
