import type { Row } from "./real-rows.ts";
import type { Properties } from "../../local/provider/resource-type.ts";

const allow = (Action: string, Resource = "*") => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const trust = (Service: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
});
const account = "000000000000";
const bucket = "every-type";
const deny = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: resource,
      Condition: { StringEquals: { "aws:PrincipalTag/team": "none" } },
    },
  ],
});
const columns = [{ name: "reading", type: "double" }];
const iceberg = (fields: Properties[]) => ({
  icebergInput: {
    metadataOperation: "CREATE",
    version: "2",
    icebergTableInput: {
      location: `s3://${bucket}/iceberg`,
      schema: { fields },
      partitionSpec: { fields: [{ name: "day", sourceId: 1, transform: "day" }] },
      properties: { "write.format.default": "parquet" },
    },
  },
});
const time = { id: 1, name: "time", required: true, type: "timestamptz" };
const reading = { id: 2, name: "reading", required: false, type: "double" };

/** Buckets, keys, roles and the data catalog. */
export const lakeRows: readonly Row[] = [
  {
    type: "aws:s3/bucket:Bucket",
    inputs: { bucket, tags: { Owner: "a" }, tagsAll: { Owner: "a", Project: "default" } },
    changed: { bucket, forceDestroy: true, tags: { Owner: "b" }, tagsAll: { Owner: "b", Project: "default" } },
  },
  {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: { bucket, versioningConfiguration: { status: "Enabled" } },
    changed: { bucket, versioningConfiguration: { status: "Suspended" } },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: true }],
    },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { bucket, policy: deny("s3:GetObject", `arn:aws:s3:::${bucket}/*`) },
    changed: { bucket, policy: JSON.stringify(deny("s3:PutObject", `arn:aws:s3:::${bucket}/*`)) },
    idempotent: true,
  },
  {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: { bucket, blockPublicAcls: true, blockPublicPolicy: true },
    changed: { bucket, ignorePublicAcls: true, restrictPublicBuckets: true },
    idempotent: true,
  },
  {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    inputs: { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    idempotent: true,
  },
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    inputs: {
      bucket,
      rules: [
        {
          id: "tiers",
          status: "Enabled",
          filter: { and: { prefix: "bronze/", tags: { class: "cold" } } },
          transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          noncurrentVersionTransitions: [{ noncurrentDays: 7, storageClass: "GLACIER" }],
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        { id: "all", status: "Disabled", filter: {}, expiration: { expiredObjectDeleteMarker: true } },
      ],
    },
    idempotent: true,
  },
  {
    type: "aws:s3/bucketLogging:BucketLogging",
    inputs: { bucket, targetBucket: bucket, targetPrefix: "log/" },
    idempotent: true,
  },
  {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    inputs: { bucket, key: "jobs/a.py", content: "1" },
    idempotent: true,
  },
  { type: "aws:kms/key:Key", inputs: {}, idempotent: true },
  {
    type: "aws:kms/key:Key",
    inputs: { description: "lake", enableKeyRotation: true, deletionWindowInDays: 7, tags: { Owner: "a" } },
    changed: { description: "events", enableKeyRotation: false, deletionWindowInDays: 7, tags: { Owner: "b" } },
    idempotent: true,
  },
  {
    type: "aws:iam/role:Role",
    inputs: {
      name: "every-role",
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      inlinePolicies: [{ name: "read", policy: JSON.stringify(allow("s3:GetObject")) }],
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"],
      tags: { Owner: "a" },
    },
    changed: {
      name: "every-role",
      description: "runs functions",
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      inlinePolicies: [{ name: "write", policy: JSON.stringify(allow("s3:PutObject")) }],
    },
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    inputs: { name: "every-policy", role: "every-role", policy: allow("sqs:SendMessage") },
    changed: { name: "every-policy", role: "every-role", policy: allow("sqs:ReceiveMessage") },
    idempotent: true,
  },
  {
    type: "aws:iam/policy:Policy",
    inputs: { name: "every-policy", policy: allow("s3:GetObject"), tags: { Owner: "a" } },
    changed: { name: "every-policy", policy: allow("s3:PutObject"), tags: { Owner: "b" } },
  },
  {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    inputs: { role: "every-role", policyArn: `arn:aws:iam::${account}:policy/every-policy` },
    idempotent: true,
  },
  {
    type: "aws:iam/instanceProfile:InstanceProfile",
    inputs: { name: "every-profile", role: "every-role" },
    changed: { name: "every-profile", tags: { Owner: "a" } },
  },
  {
    type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    inputs: { url: "https://oidc.example.com/id/1", clientIdLists: ["sts.amazonaws.com"], tags: { Owner: "a" } },
    changed: { url: "https://oidc.example.com/id/1", clientIdLists: ["sts.amazonaws.com", "other"] },
  },
  {
    type: "aws:glue/catalogDatabase:CatalogDatabase",
    inputs: { name: "every_db", description: "raw", tags: { Owner: "a" } },
    changed: { name: "every_db", description: "raw events", parameters: { tier: "bronze" } },
  },
  {
    type: "aws:glue/catalogTable:CatalogTable",
    inputs: {
      name: "plain",
      databaseName: "every_db",
      tableType: "EXTERNAL_TABLE",
      parameters: { classification: "parquet" },
      partitionKeys: [{ name: "day", type: "date" }],
      storageDescriptor: {
        location: `s3://${bucket}/plain`,
        columns,
        serDeInfo: { serializationLibrary: "org.example.SerDe", parameters: { "serialization.format": "1" } },
      },
    },
  },
  {
    type: "aws:glue/catalogTable:CatalogTable",
    inputs: { name: "iceberg", databaseName: "every_db", openTableFormatInput: iceberg([time, reading]) },
    changed: {
      name: "iceberg",
      databaseName: "every_db",
      description: "readings",
      openTableFormatInput: iceberg([time, reading, { id: 3, name: "unit", required: false, type: "string" }]),
    },
  },
];
