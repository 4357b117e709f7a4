import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface StorageScalingArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** MSK cluster whose volumes grow. */
  readonly clusterArn: pulumi.Input<string>;
  /** Size up to which a broker's volume grows, in GiB. */
  readonly maximumGiB: number;
  /**
   * How full a volume is when it grows, in percent.
   * @default 60
   */
  readonly growAtPercent?: number | undefined;
}

/** AWS advises 50 to 60: a volume grows once in six hours at most, so it needs room for as long. */
const defaultGrowAtPercent = 60;

/**
 * Volumes of Standard brokers that grow by themselves. They never shrink, and grow at most once in six hours.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html
 */
export class StorageScaling extends pulumi.ComponentResource {
  readonly maximumGiB: number;

  constructor(name: string, args: StorageScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:streaming:StorageScaling", name, {}, opts);
    this.maximumGiB = args.maximumGiB;
    const target = new aws.appautoscaling.Target(
      `${name}-target`,
      {
        serviceNamespace: "kafka",
        scalableDimension: "kafka:broker-storage:VolumeSize",
        resourceId: args.clusterArn,
        // The only minimum that MSK takes: a volume's own size is the least there is.
        minCapacity: 1,
        maxCapacity: args.maximumGiB,
      },
      { parent: this },
    );
    new aws.appautoscaling.Policy(
      `${name}-policy`,
      {
        name: physicalName("scaling-policy", args.place, "broker-storage"),
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
          targetValue: args.growAtPercent ?? defaultGrowAtPercent,
          disableScaleIn: true,
        },
      },
      { parent: this },
    );
    this.registerOutputs({ maximumGiB: this.maximumGiB });
  }
}
