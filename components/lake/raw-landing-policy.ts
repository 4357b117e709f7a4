import { type Statement } from "../iam/policy-document.ts";
import { type Place } from "../naming.ts";

export interface RawLandingAccess {
  readonly place: Place;
  readonly rawBucketArn: string;
  readonly quarantineBucketArn: string;
  readonly databaseName: string;
  readonly tableNames: readonly string[];
  /** Secret of its Kafka user; ends in six `?` for the suffix that Secrets Manager adds. */
  readonly kafkaSecretArn: string;
}

/**
 * What the job that lands raw events may do: read and write the prefixes it owns, commit to its tables, read its own Kafka
 * credentials.
 */
export function rawLandingStatements(access: RawLandingAccess): readonly Statement[] {
  const { place, databaseName, tableNames } = access;
  const glue = `arn:aws:glue:${place.region}:${place.accountId}`;
  const objects = [
    `${access.rawBucketArn}/bronze/*`,
    `${access.rawBucketArn}/checkpoints/bronze/*`,
    `${access.quarantineBucketArn}/raw/quarantine/*`,
  ];
  return [
    { Sid: "Objects", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], Resource: objects },
    {
      Sid: "Buckets",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: [access.rawBucketArn, access.quarantineBucketArn],
    },
    {
      Sid: "Catalog",
      Effect: "Allow",
      Action: ["glue:GetTable", "glue:UpdateTable"],
      Resource: [
        `${glue}:catalog`,
        `${glue}:database/${databaseName}`,
        ...tableNames.map((table) => `${glue}:table/${databaseName}/${table}`),
      ],
    },
    {
      Sid: "KafkaCredentials",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: access.kafkaSecretArn,
    },
  ];
}
