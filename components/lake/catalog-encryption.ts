import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { optimizerLogGroups } from "./table-optimizers.ts";

export interface CatalogEncryptionArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** ARNs of the keys of lake data, for what jobs write and keep, and of logs, which CloudWatch Logs must be let to use. */
  readonly keyArns: Readonly<Record<"lake" | "logs", pulumi.Input<string>>>;
  /** Whether this environment owns what its account has once: the catalog's encryption, and the optimizers' log groups. */
  readonly ownsCatalog: boolean;
  /** Days the optimizers' logs are kept. */
  readonly logRetentionDays: number;
}

/** Keys for what Glue keeps beside the tables: the catalog's metadata, jobs' output, bookmarks and logs. */
export class CatalogEncryption extends pulumi.ComponentResource {
  /** Name of the security configuration of Glue jobs, known before it exists. */
  readonly securityConfiguration: string;

  constructor(name: string, args: CatalogEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:CatalogEncryption", name, {}, opts);
    const { lake: lakeKeyArn, logs: logsKeyArn } = args.keyArns;
    this.securityConfiguration = physicalName("glue-security-configuration", args.place, "jobs");
    new aws.glue.SecurityConfiguration(
      `${name}-jobs`,
      {
        name: this.securityConfiguration,
        encryptionConfiguration: {
          s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: lakeKeyArn },
          cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: logsKeyArn },
          jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: lakeKeyArn },
        },
      },
      { parent: this },
    );
    if (args.ownsCatalog) {
      new aws.glue.DataCatalogEncryptionSettings(
        `${name}-catalog`,
        {
          dataCatalogEncryptionSettings: {
            encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: lakeKeyArn },
            connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: lakeKeyArn },
          },
        },
        { parent: this },
      );
      for (const [type, logGroup] of Object.entries(optimizerLogGroups)) {
        // Before Glue makes them, without key and for ever.
        new aws.cloudwatch.LogGroup(
          `${name}-${type.replaceAll("_", "-")}-logs`,
          { name: logGroup, kmsKeyId: logsKeyArn, retentionInDays: args.logRetentionDays },
          { parent: this },
        );
      }
    }
    this.registerOutputs({ securityConfiguration: this.securityConfiguration });
  }
}
