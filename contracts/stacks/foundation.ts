import { z } from "zod";
import { defineContract, known, stable } from "./contract.ts";
import { arn, bucket } from "./shapes.ts";

/** What a KMS key of ours is for; one key each, so that a grant on one opens nothing else. */
const keyPurposes = ["logs", "audit", "alerts", "lake", "pii", "streaming", "cluster", "metrics", "secrets"] as const;

export const foundationContract = defineContract("foundation", {
  keys: stable(
    "KMS keys by purpose: key ARN",
    z.object({
      logs: arn("kms"),
      audit: arn("kms"),
      alerts: arn("kms"),
      lake: arn("kms"),
      pii: arn("kms"),
      streaming: arn("kms"),
      cluster: arn("kms"),
      metrics: arn("kms"),
      secrets: arn("kms"),
    }),
  ),
  keyAliases: stable(
    "Aliases of the keys by purpose, alias/<environment>-<purpose>",
    known(z.record(z.enum(keyPurposes), z.string().startsWith("alias/"))),
  ),
  alertTopics: stable(
    "SNS topics that alarms tell, by severity",
    known(z.object({ critical: arn("sns"), warning: arn("sns"), info: arn("sns") })),
  ),
  auditArchive: stable("Bucket that keeps the trail's files, locked", bucket),
  auditTrail: stable(
    "CloudTrail trail of the environment's data, and of the account where the environment owns it: ARN and log group",
    z.object({ arn: known(arn("cloudtrail")), logGroupName: known(z.string().startsWith("/aws/cloudtrail/")) }),
  ),
  logArchive: stable("Bucket that keeps access, flow and broker logs", bucket),
});
