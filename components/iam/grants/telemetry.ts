import { logGroupArn, type Place } from "../../naming.ts";
import { type Grant, sidPart } from "../grant.ts";

/** A CloudWatch log group. Whoever writes needs no key: CloudWatch Logs encrypts on its own behalf. */
export interface LogGroupReference {
  readonly place: Place;
  readonly name: string;
}

/** Write to streams of a log group that exists. */
export function writeLogs({ place, name }: LogGroupReference): Grant {
  return {
    statements: [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        // The streams of the group, under names that the writer makes up.
        Resource: `${logGroupArn(place, name)}:*`,
      },
    ],
    keyAliases: [],
  };
}

/**
 * Put metrics into one namespace. PutMetricData knows no resources, only the namespace as a condition.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export function putMetrics(namespace: string): Grant {
  return {
    statements: [
      {
        Sid: `PutMetrics${sidPart(namespace)}`,
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": namespace } },
      },
    ],
    keyAliases: [],
  };
}
