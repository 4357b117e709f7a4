import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type BySeverity, type Severity } from "../alerting/severity.ts";
import { physicalName, type Place } from "../naming.ts";

export interface AccountFindingsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Topics that alerts go to, by severity; EventBridge must be allowed to publish. */
  readonly topicArns: BySeverity<string>;
}

interface FindingRule {
  readonly what: string;
  readonly description: string;
  readonly severity: Severity;
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
  readonly pattern: Readonly<Record<string, unknown>>;
}

const rules: readonly FindingRule[] = [
  {
    what: "external-access",
    description: "Something of the account can be reached from outside it",
    severity: "critical",
    pattern: {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding"],
      detail: { status: ["ACTIVE"], isDeleted: [false] },
    },
  },
  {
    what: "threats",
    description: "GuardDuty saw a threat of medium severity or worse",
    severity: "critical",
    // Medium starts at 4: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    },
  },
];

/** Tells people what the account's analyzers find, as soon as they find it. */
export class AccountFindings extends pulumi.ComponentResource {
  constructor(name: string, args: AccountFindingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:AccountFindings", name, {}, opts);
    for (const { what, description, severity, pattern } of rules) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-${what}`,
        {
          name: physicalName("event-rule", args.place, what),
          description,
          eventPattern: JSON.stringify(pattern),
        },
        { parent: this },
      );
      new aws.cloudwatch.EventTarget(
        `${name}-${what}-topic`,
        { rule: rule.name, arn: args.topicArns[severity] },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
