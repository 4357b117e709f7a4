import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place, roleArn } from "../naming.ts";
import { conformanceTemplate, type ManagedRule } from "./conformance.ts";

export interface ConfigurationRecorderArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Bucket of the log archive that AWS Config may deliver to; it must not lock its objects. */
  readonly bucketName: string;
  /** The bucket's key; its policy must let AWS Config use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days that AWS Config keeps the history of a resource: 30 to 2557. */
  readonly keepDays: number;
  /** What is asked of every resource. */
  readonly rules: readonly ManagedRule[];
}

/** Days that AWS Config can keep history. https://docs.aws.amazon.com/config/latest/APIReference/API_RetentionConfiguration.html */
const retention = { min: 30, max: 2557 } as const;

const service = "config.amazonaws.com";

/**
 * What was configured how, and when: the account's one AWS Config recorder in this Region, over every resource type, global
 * ones too, delivered to the log archive, with a conformance pack. An account has one; the environment that owns the
 * account makes it.
 *
 * It records as AWS Config's service-linked role, which Security Hub asks for (Config.1) and nobody can widen. Where the
 * account has the role already, import it: `pulumi import aws:iam/serviceLinkedRole:ServiceLinkedRole`.
 */
export class ConfigurationRecorder extends pulumi.ComponentResource {
  readonly recorderName: string;

  constructor(name: string, args: ConfigurationRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:ConfigurationRecorder", name, {}, opts);
    const { place, keepDays } = args;
    if (!Number.isInteger(keepDays) || keepDays < retention.min || keepDays > retention.max) {
      throw new Error(
        `${name} keeps history for ${keepDays} days; AWS Config allows whole days from ${retention.min} to ${retention.max}. Change foundation:audit.keepDays.`,
      );
    }
    this.recorderName = physicalName("config-recorder", place, "configuration");
    const child = { parent: this };
    const role = new aws.iam.ServiceLinkedRole(`${name}-role`, { awsServiceName: service }, child);
    const recorder = new aws.cfg.Recorder(
      `${name}-recorder`,
      {
        name: this.recorderName,
        roleArn: roleArn(place, `aws-service-role/${service}/AWSServiceRoleForConfig`),
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        recordingMode: { recordingFrequency: "CONTINUOUS" },
      },
      { ...child, dependsOn: role },
    );
    const channel = new aws.cfg.DeliveryChannel(
      `${name}-channel`,
      {
        name: this.recorderName,
        s3BucketName: args.bucketName,
        s3KmsKeyArn: args.kmsKeyArn,
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      },
      { ...child, dependsOn: recorder },
    );
    const recording = new aws.cfg.RecorderStatus(
      `${name}-recording`,
      { name: recorder.name, isEnabled: true },
      // A recorder starts only when it has somewhere to deliver to.
      { ...child, dependsOn: channel },
    );
    new aws.cfg.RetentionConfiguration(
      `${name}-retention`,
      { retentionPeriodInDays: keepDays },
      { ...child, dependsOn: recorder },
    );
    new aws.cfg.ConformancePack(
      `${name}-conformance`,
      { name: physicalName("conformance-pack", place, "platform"), templateBody: conformanceTemplate(args.rules) },
      // Rules are judged on what is recorded.
      { ...child, dependsOn: recording },
    );
    this.registerOutputs({ recorderName: this.recorderName });
  }
}
