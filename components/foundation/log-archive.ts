import * as pulumi from "@pulumi/pulumi";
import { bucketArn, bucketName, type Place } from "../naming.ts";
import { SecureBucket } from "../storage/secure-bucket.ts";

export interface LogArchiveArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key that encrypts the logs; its policy must let log delivery use it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days a log object is kept. */
  readonly keepDays: number;
  /** Whether a destroy may delete the logs. */
  readonly deleteDataOnDestroy: boolean;
}

/** The environment's central bucket for access, flow and broker logs, which AWS log delivery may write and nobody else. @stateful */
export class LogArchive extends pulumi.ComponentResource {
  readonly bucketName: string;
  readonly arn: string;

  constructor(name: string, args: LogArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:foundation:LogArchive", name, {}, opts);
    const arn = bucketArn(args.place, bucketName(args.place, "logs"));
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
    const fromThisAccount = { StringEquals: { "aws:SourceAccount": args.place.accountId } };
    const bucket = new SecureBucket(
      `${name}-logs`,
      {
        place: args.place,
        what: "logs",
        kmsKeyArn: args.kmsKeyArn,
        dataClass: "confidential",
        deleteDataOnDestroy: args.deleteDataOnDestroy,
        expireAfterDays: args.keepDays,
        policyStatements: [
          {
            Sid: "LogDeliveryWrites",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: `${arn}/AWSLogs/${args.place.accountId}/*`,
            Condition: fromThisAccount,
          },
          {
            Sid: "LogDeliveryChecks",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["s3:GetBucketAcl", "s3:ListBucket"],
            Resource: arn,
            Condition: fromThisAccount,
          },
        ],
      },
      { parent: this },
    );
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
