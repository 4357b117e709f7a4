import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type BySeverity } from "../alerting/severity.ts";
import { physicalName, type Place } from "../naming.ts";

export interface MonthlyBudgetArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Topics that alerts go to, by severity; Budgets must be allowed to publish. */
  readonly topicArns: BySeverity<string>;
  /** What the environment may cost in a month, in USD. */
  readonly amountUsd: number;
}

/** Parts of the budget, in percent, and how urgent it is to reach them. */
const thresholds = [
  { notificationType: "ACTUAL", threshold: 80, severity: "info" },
  { notificationType: "FORECASTED", threshold: 100, severity: "warning" },
  { notificationType: "ACTUAL", threshold: 100, severity: "critical" },
] as const;

/**
 * Tells people when the environment is about to cost more than it may. Its costs are counted by the tag `Environment`, which
 * must be activated as a cost allocation tag.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export class MonthlyBudget extends pulumi.ComponentResource {
  constructor(name: string, args: MonthlyBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:MonthlyBudget", name, {}, opts);
    const { place, topicArns, amountUsd } = args;
    if (!(amountUsd > 0)) {
      throw new Error(
        `The monthly budget is ${amountUsd} USD; allowed: more than 0. Change foundation:monthlyBudgetUsd, or leave it out for no budget.`,
      );
    }

    new aws.budgets.Budget(
      `${name}-budget`,
      {
        accountId: place.accountId,
        name: physicalName("budget", place, "monthly"),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(amountUsd),
        limitUnit: "USD",
        costFilters: [{ name: "TagKeyValue", values: [`user:Environment$${place.environment}`] }],
        notifications: thresholds.map(({ notificationType, threshold, severity }) => ({
          comparisonOperator: "GREATER_THAN",
          notificationType,
          threshold,
          thresholdType: "PERCENTAGE",
          subscriberSnsTopicArns: [topicArns[severity]],
        })),
      },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
