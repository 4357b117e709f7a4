import { mustBe, mustBeSet } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const cloudtrailComplete = resourceRule({
  id: "cloudtrail-complete",
  types: ["aws:cloudtrail/trail:Trail"],
  what: "A trail records every Region and the global services, can be proven unchanged and is searchable in CloudWatch Logs.",
  why: "Intruders go where nobody looks: to a Region without a trail, or to the log files to change them.",
  remedy:
    "Set isMultiRegionTrail: true, enableLogFileValidation: true and cloudWatchLogsGroupArn; leave enableLogging and includeGlobalServiceEvents out. The AuditTrail component does.",
  severity: "high",
  level: "mandatory",
  controls: {
    fsbp: ["CloudTrail.1", "CloudTrail.4", "CloudTrail.5"],
    cis: ["4.1", "4.2"],
    checkov: ["CKV_AWS_67", "CKV_AWS_36", "CKV2_AWS_10"],
  },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html",
  evaluate: ({ props }) => [
    ...mustBe(props, "isMultiRegionTrail", [true]),
    ...mustBe(props, "enableLogFileValidation", [true]),
    // Both are true by default.
    ...mustBe(props, "enableLogging", [true], "passes"),
    ...mustBe(props, "includeGlobalServiceEvents", [true], "passes"),
    ...mustBeSet(props, "cloudWatchLogsGroupArn", "the ARN of a log group, ending in :*"),
  ],
});
