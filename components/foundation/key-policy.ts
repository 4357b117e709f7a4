import { policyDocument, type Statement } from "../iam/policy-document.ts";
import { accountRootArn, logGroupArn, type Place } from "../naming.ts";

/** AWS services that use a key on their own behalf, beside the roles that IAM policies let in. */
export type KeyUser = "cloudwatch-logs" | "log-delivery";

/**
 * Key policy: the account's own IAM policies decide, plus the services named, each for this account only.
 *
 * `Resource: *` in a key policy means this key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(place: Place, users: readonly KeyUser[]): string {
  const account: Statement = {
    Sid: "IamPoliciesDecide",
    Effect: "Allow",
    Principal: { AWS: accountRootArn(place) },
    Action: "kms:*",
    Resource: "*",
  };
  return policyDocument([account, ...users.map((user) => serviceStatement(place, user))]);
}

const useKey = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"] as const;

function serviceStatement(place: Place, user: KeyUser): Statement {
  switch (user) {
    case "cloudwatch-logs":
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      return {
        Sid: "CloudWatchLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${place.region}.amazonaws.com` },
        Action: useKey,
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": logGroupArn(place, "*"),
          },
        },
      };
    case "log-delivery":
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
      return {
        Sid: "LogDelivery",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: useKey,
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
      };
  }
}
