import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type WorkloadIdentity } from "../cluster/workload-identity.ts";
import { WorkloadRole } from "../cluster/workload-role.ts";
import { type Place } from "../naming.ts";
import { writeLogs } from "../iam/grants/index.ts";
import { ChartRelease } from "./chart-release.ts";
import { fluentBitValues } from "./fluent-bit-values.ts";

export interface LogShippingArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** EKS cluster whose pods' logs are shipped. */
  readonly clusterName: string;
  /** Namespace of the shippers; it must let them mount the node's log folder. */
  readonly namespace: string;
  /** Key that encrypts the log group; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the logs are kept; a number CloudWatch Logs knows. */
  readonly retentionDays: number;
  /**
   * How the cluster's pods get credentials.
   * @default - EKS Pod Identity
   */
  readonly identity?: WorkloadIdentity;
}

const serviceAccount = "fluent-bit";

/** Fluent Bit on every node: what containers write goes to one encrypted log group, a stream per container. */
export class LogShipping extends pulumi.ComponentResource {
  readonly logGroupName: string;

  constructor(name: string, args: LogShippingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:LogShipping", name, {}, opts);
    const { place, clusterName, namespace } = args;
    this.logGroupName = `/aws/eks/${clusterName}/pods`;

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: this.logGroupName, kmsKeyId: args.logsKeyArn, retentionInDays: args.retentionDays },
      { parent: this },
    );
    const role = new WorkloadRole(
      `${name}-controller`,
      {
        place,
        purpose: "fluent-bit",
        serviceAccount: { clusterName, namespace, name: serviceAccount },
        identity: args.identity,
        grants: [writeLogs({ place, name: this.logGroupName })],
      },
      { parent: this },
    );
    new ChartRelease(
      name,
      {
        chart: "aws-for-fluent-bit",
        namespace,
        values: fluentBitValues({
          region: place.region,
          logGroupName: this.logGroupName,
          identity: { namespace, name: serviceAccount, annotations: role.annotations },
        }),
      },
      { parent: this, dependsOn: [role, logGroup] },
    );

    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
