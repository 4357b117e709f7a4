import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn, physicalName, type Place } from "../naming.ts";

export interface LoadBalancerLogsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the load balancer is called, in names: the last part of its own. */
  readonly what: string;
  /** ARN of the application load balancer. */
  readonly loadBalancerArn: pulumi.Input<string>;
  /** Bucket that takes them; it must let CloudWatch Logs deliver. */
  readonly logArchiveBucket: string;
}

/** Requests, and connections with who presented which certificate and why one was refused. */
const logTypes = { access: "ALB_ACCESS_LOGS", connections: "ALB_CONNECTION_LOGS" } as const;

/**
 * The logs of an application load balancer in the log archive, delivered by CloudWatch Logs under our key. The load balancer's
 * own attribute `access_logs.s3` writes to buckets under Amazon's keys alone.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
export class LoadBalancerLogs extends pulumi.ComponentResource {
  constructor(name: string, args: LoadBalancerLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:LoadBalancerLogs", name, {}, opts);
    const { place, what } = args;
    const destination = new aws.cloudwatch.LogDeliveryDestination(
      `${name}-archive`,
      {
        name: physicalName("log-delivery", place, `${what}-archive`),
        deliveryDestinationConfiguration: { destinationResourceArn: bucketArn(place, args.logArchiveBucket) },
        outputFormat: "json",
      },
      { parent: this },
    );
    for (const [kind, logType] of Object.entries(logTypes)) {
      const source = new aws.cloudwatch.LogDeliverySource(
        `${name}-${kind}`,
        { name: physicalName("log-delivery", place, `${what}-${kind}`), logType, resourceArn: args.loadBalancerArn },
        { parent: this },
      );
      new aws.cloudwatch.LogDelivery(
        `${name}-${kind}-delivery`,
        { deliverySourceName: source.name, deliveryDestinationArn: destination.arn },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
