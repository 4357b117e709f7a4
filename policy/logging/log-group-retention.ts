import { met } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { isEmpty, read } from "../property.ts";
import { type Finding, resourceRule, undecided } from "../rule.ts";

export const logGroupRetention = resourceRule({
  id: "log-group-retention",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  what: "A log group says how long it keeps its events, and one with audit events keeps them for a year.",
  why: "By default events are kept, and paid for, for ever; and an intrusion is found after 200 days as often as not.",
  remedy: "Set retentionInDays; to 365 or more for audit events.",
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_66", "CKV_AWS_338"] },
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  settings: {
    auditGroups: {
      what: "Patterns of the names of log groups that hold audit events.",
      schema: { type: "array", items: { type: "string" } },
      default: ["/aws/cloudtrail/*", "*audit*", "*catalog-changes*"],
    },
    auditDays: {
      what: "Days that audit events are kept at least.",
      schema: { type: "number", minimum: 1 },
      default: 365,
    },
  },
  evaluate: ({ props }, { auditGroups, auditDays }) => {
    const kind = read(props, "logGroupClass");
    // CloudWatch Logs keeps what it is to deliver elsewhere for two days, whatever the group says.
    if (kind.state === "known" && kind.value === "DELIVERY") return [];
    const days = read(props, "retentionInDays");
    const keeps = (least: number): readonly Finding[] =>
      met(days, {
        wanted: least > 1 ? `a number of days, at least ${least}` : "a number of days",
        meets: (value) => typeof value === "number" && value >= least,
      });
    const some = keeps(1);
    if (some.length > 0) return some;
    const ofAudit = keeps(auditDays);
    const own = read(props, "name");
    const name = isEmpty(own) ? read(props, "namePrefix") : own;
    if (name.state === "unknown" && ofAudit.length > 0) {
      return [undecided(name, "a name that says whether the group holds audit events")];
    }
    const text = name.state === "known" && typeof name.value === "string" ? name.value : "";
    return auditGroups.some((pattern) => matchesPattern(pattern.toLowerCase(), text.toLowerCase())) ? ofAudit : [];
  },
});
