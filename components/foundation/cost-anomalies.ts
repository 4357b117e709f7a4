import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type BySeverity } from "../alerting/severity.ts";
import { physicalName, type Place } from "../naming.ts";

export interface CostAnomaliesArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Topics that alerts go to, by severity; Cost Anomaly Detection must be allowed to publish. */
  readonly topicArns: BySeverity<string>;
  /** Unusual spending that is worth a word, in USD. */
  readonly impactUsd: number;
}

/** Tells people when a service costs the account what it never did. An account has one monitor of all services. */
export class CostAnomalies extends pulumi.ComponentResource {
  constructor(name: string, args: CostAnomaliesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:CostAnomalies", name, {}, opts);
    const { place, topicArns, impactUsd } = args;

    const monitor = new aws.costexplorer.AnomalyMonitor(
      `${name}-services`,
      {
        name: physicalName("cost-anomaly", place, "services"),
        monitorType: "DIMENSIONAL",
        monitorDimension: "SERVICE",
      },
      { parent: this },
    );
    new aws.costexplorer.AnomalySubscription(
      `${name}-anomalies`,
      {
        name: physicalName("cost-anomaly", place, "anomalies"),
        // A topic takes each anomaly as it is found; summaries by day or week go to e-mail only.
        frequency: "IMMEDIATE",
        monitorArnLists: [monitor.arn],
        subscribers: [{ type: "SNS", address: topicArns.warning }],
        thresholdExpression: {
          dimension: {
            key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            matchOptions: ["GREATER_THAN_OR_EQUAL"],
            values: [String(impactUsd)],
          },
        },
      },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
