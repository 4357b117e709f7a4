import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type BySeverity } from "../alerting/severity.ts";
import { logGroupArn, physicalName, type Place } from "../naming.ts";
import { alertManagerDefinition } from "./alert-manager.ts";
import { type RuleGroup, ruleFile } from "./metric-rules.ts";
import { defaultMetricsRetentionDays } from "./metrics-retention.ts";

export interface MetricsWorkspaceArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts the metrics. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key that encrypts the logs of rules and alert manager; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days those logs are kept. */
  readonly logRetentionDays: number;
  /** SNS topics that alerts go to, by severity; their policy must let Prometheus's alert manager publish. */
  readonly topicArns: BySeverity<string>;
  /** Rules on the metrics. */
  readonly ruleGroups: readonly RuleGroup[];
  /** Where `docs/runbooks/` is read, without a slash at its end. */
  readonly runbookUrl: string;
  /**
   * Days the metrics are kept; AWS allows 1 to 1095.
   * @default 150
   */
  readonly retentionDays?: number;
}

/**
 * An Amazon Managed Service for Prometheus workspace with its rules, and an alert manager that tells the same topics as
 * the alarms of CloudWatch.
 *
 * Encrypted by a key of ours, so AWS's managed collectors cannot write to it; collectors write by `remote_write`:
 * https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class MetricsWorkspace extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** Base of the query and remote write addresses. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: MetricsWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:observability:MetricsWorkspace", name, {}, opts);
    const { place, topicArns } = args;
    const alias = physicalName("metrics-workspace", place, "metrics");

    // The prefix is AWS's: by it the service may deliver without a resource policy for every group.
    const logGroupName = `/aws/vendedlogs/prometheus/${alias}`;
    const logs = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: logGroupName, kmsKeyId: args.logsKeyArn, retentionInDays: args.logRetentionDays },
      { parent: this },
    );
    const workspace = new aws.amp.Workspace(
      `${name}-workspace`,
      {
        alias,
        kmsKeyArn: args.kmsKeyArn,
        loggingConfiguration: { logGroupArn: `${logGroupArn(place, logGroupName)}:*` },
        tags: { Name: alias },
      },
      { parent: this, dependsOn: logs },
    );
    const child = { parent: this, deletedWith: workspace };
    new aws.amp.WorkspaceConfiguration(
      `${name}-configuration`,
      { workspaceId: workspace.id, retentionPeriodInDays: args.retentionDays ?? defaultMetricsRetentionDays },
      child,
    );
    new aws.amp.RuleGroupNamespace(
      `${name}-rules`,
      { workspaceId: workspace.id, name: "platform", data: ruleFile(args.ruleGroups, args.runbookUrl) },
      child,
    );
    new aws.amp.AlertManagerDefinition(
      `${name}-alert-manager`,
      { workspaceId: workspace.id, definition: alertManagerDefinition(place.region, topicArns) },
      child,
    );

    this.arn = workspace.arn;
    this.endpoint = workspace.prometheusEndpoint;
    this.registerOutputs({ arn: this.arn, endpoint: this.endpoint });
  }
}
