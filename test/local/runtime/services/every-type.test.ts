import assert from "node:assert/strict";

import type { Properties } from "../../../../local/provider/resource-type.ts";
import { deploy, type Deployed, handlers } from "../../../support/handlers.ts";

/** One of every real type, in an order in which each finds what it refers to. */
interface Row {
  readonly type: string;
  readonly inputs: Properties;
  /** Inputs of a second deployment, where the type can be changed in place. */
  readonly changed?: Properties;
  /** AWS answers a second creation of the same thing without an error, or makes another one. */
  readonly idempotent?: true;
  /** What AWS keeps for ever or falls back to a default: reading it after the deletion finds something. */
  readonly remains?: true;
}

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
const asset = (text: string) => ({ "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text });
const archive = (assets: Record<string, unknown>) => ({
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  assets,
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
const topicArn = `arn:aws:sns:us-east-1:${account}:every-topic`;
const dlqArn = `arn:aws:sqs:us-east-1:${account}:every-dlq`;
const keyed = { billingMode: "PAY_PER_REQUEST", hashKey: "pk", attributes: [{ name: "pk", type: "S" }] };

const rows: Row[] = [
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
  {
    type: "aws:secretsmanager/secret:Secret",
    inputs: { name: "every-secret", recoveryWindowInDays: 0, tags: { Owner: "a" } },
    changed: { name: "every-secret", description: "d", recoveryWindowInDays: 0, tags: { Owner: "b" } },
  },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    inputs: { secretId: "every-secret", secretString: '{"username":"u"}' },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    inputs: { secretArn: "every-secret", policy: JSON.stringify(deny("secretsmanager:GetSecretValue", "*")) },
    idempotent: true,
  },
  {
    type: "aws:sqs/queue:Queue",
    inputs: { name: "every-dlq", messageRetentionSeconds: 1_209_600, tags: { Owner: "a" } },
    changed: { name: "every-dlq", messageRetentionSeconds: 86_400, visibilityTimeoutSeconds: 60 },
    idempotent: true,
  },
  {
    type: "aws:sqs/queue:Queue",
    inputs: {
      name: "every-queue",
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: dlqArn, maxReceiveCount: 3 }),
    },
    idempotent: true,
  },
  {
    type: "aws:sns/topic:Topic",
    inputs: { name: "every-topic", displayName: "Every", tags: { Owner: "a" } },
    changed: { name: "every-topic", kmsMasterKeyId: "alias/aws/sns" },
    idempotent: true,
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: { arn: topicArn, policy: JSON.stringify(deny("sns:Publish", topicArn)) },
    idempotent: true,
    remains: true,
  },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    inputs: {
      topic: topicArn,
      protocol: "sqs",
      endpoint: dlqArn,
      rawMessageDelivery: true,
      filterPolicy: '{"type":["fault"]}',
    },
    idempotent: true,
  },
  {
    type: "aws:dynamodb/table:Table",
    inputs: {
      name: "every-table",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      attributes: [
        { name: "state", type: "S" },
        { name: "pk", type: "S" },
      ],
      globalSecondaryIndexes: [{ name: "by-state", hashKey: "state", projectionType: "ALL" }],
      ttl: { attributeName: "expires", enabled: true },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      tags: { Owner: "a" },
    },
    changed: { name: "every-table", ...keyed, pointInTimeRecovery: { enabled: false }, tags: { Owner: "b" } },
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { name: "/every/group", retentionInDays: 30, tags: { Owner: "a" } },
    changed: { name: "/every/group", retentionInDays: 7, tags: { Owner: "b" } },
  },
  { type: "aws:cloudwatch/logStream:LogStream", inputs: { name: "stream", logGroupName: "/every/group" } },
  {
    type: "aws:lambda/function:Function",
    inputs: {
      name: "every-function",
      role: `arn:aws:iam::${account}:role/every-role`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archive({ "index.mjs": asset("export const handler = async () => 1;") }),
      environment: { variables: { STAGE: "local" } },
      tags: { Owner: "a" },
    },
    changed: {
      name: "every-function",
      role: `arn:aws:iam::${account}:role/every-role`,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archive({ "index.mjs": asset("export const handler = async () => 2;") }),
      timeout: 10,
    },
  },
  {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    inputs: { functionName: "every-function", eventSourceArn: dlqArn, batchSize: 5 },
    changed: { functionName: "every-function", eventSourceArn: dlqArn, batchSize: 7 },
    idempotent: true,
  },
  {
    type: "aws:lambda/permission:Permission",
    inputs: {
      function: "every-function",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      statementId: "Events",
    },
  },
];

/** Types that need a place of their own; each has its own test. */
const elsewhere = [
  "aws:kms/alias:Alias",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redrivePolicy:RedrivePolicy",
];

describe("every real resource type", function () {
  this.timeout(60_000);
  const made: { row: Row; deployed: Deployed }[] = [];

  for (const row of rows) {
    const described = Object.values(row.inputs).find((value) => typeof value === "string") ?? "defaults";
    it(`${row.type} (${described}) shows nothing on a refresh after create and after update`, async () => {
      let deployed = await deploy(row.type, row.inputs);
      assert.deepEqual(await deployed.read(), deployed.state);
      if (row.changed !== undefined) {
        deployed = await deployed.update(row.changed);
        assert.deepEqual(await deployed.read(), deployed.state);
        for (const [property, value] of Object.entries(row.changed)) {
          const text = typeof deployed.state[property] === "string" && typeof value === "object";
          assert.deepEqual(text ? JSON.parse(String(deployed.state[property])) : deployed.state[property], value);
        }
      }
      made.push({ row, deployed });
    });
  }

  it("is created once: a second creation is refused with the way to take the first one over", async () => {
    for (const { row, deployed } of made.filter(({ row }) => row.idempotent === undefined)) {
      const inputs = row.changed ?? row.inputs;
      await assert.rejects(deploy(deployed.type, inputs), /exists already in this account.*pulumi import/);
    }
  });

  it("is deleted for real, and deleting it again is no error", async () => {
    for (const { row, deployed } of made.reverse()) {
      await deployed.delete();
      if (row.remains === undefined) assert.equal(await deployed.read(), undefined, `${deployed.type} is still there`);
      await deployed.delete();
    }
  });

  it("has a row here or a test of its own", async () => {
    const covered = new Set([...rows.map(({ type }) => type), ...elsewhere]);
    assert.deepEqual(
      Object.keys(await handlers()).filter((type) => !covered.has(type)),
      [],
    );
  });
});
