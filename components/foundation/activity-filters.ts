import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Activity, activityNamespace } from "./account-activity.ts";

export interface ActivityFiltersArgs {
  /** Log group of a trail that records calls which manage the account. */
  readonly logGroupName: string;
  /** What to look for. */
  readonly activities: readonly Activity[];
}

/** Metric filters that count kinds of calls in a trail; their alarms come from `components/alerting`. */
export class ActivityFilters extends pulumi.ComponentResource {
  constructor(name: string, args: ActivityFiltersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:ActivityFilters", name, {}, opts);
    for (const { id, pattern } of args.activities) {
      new aws.cloudwatch.LogMetricFilter(
        `${name}-${id}`,
        {
          name: id,
          logGroupName: args.logGroupName,
          pattern,
          // No default value: Security Hub takes none, and an alarm reads silence as nothing having happened.
          metricTransformation: { name: id, namespace: activityNamespace, value: "1", unit: "Count" },
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
