import assert from "node:assert/strict";
import {
  requestMetricsFilter,
  SecureBucket,
  type SecureBucketArgs,
} from "../../../components/storage/secure-bucket.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: SecureBucketArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  what: "dl-raw",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/lake",
  dataClass: "internal",
  deleteDataOnDestroy: false,
};

describe("SecureBucket", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("has a name and an ARN before it exists", () => {
    const bucket = new SecureBucket("raw", args, recorded.options);
    assert.equal(bucket.bucketName, "test-dl-raw-111111111111-eu-central-1");
    assert.equal(bucket.arn, "arn:aws:s3:::test-dl-raw-111111111111-eu-central-1");
  });

  it("encrypts with the given key, through the bucket key", async () => {
    new SecureBucket("raw", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").inputs.rules,
      [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.kmsKeyArn },
          bucketKeyEnabled: true,
        },
      ],
    );
  });

  it("is versioned, closed to the public and free of ACLs", async () => {
    new SecureBucket("raw", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:s3/bucketVersioning:BucketVersioning").inputs.versioningConfiguration, {
      status: "Enabled",
    });
    assert.deepEqual(mocks.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs.rule, {
      objectOwnership: "BucketOwnerEnforced",
    });
    const { bucket, ...blocks } = mocks.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs;
    assert.equal(bucket, "test-dl-raw-111111111111-eu-central-1");
    assert.deepEqual(Object.values(blocks), [true, true, true, true]);
  });

  it("keeps its data on destroy unless told otherwise", async () => {
    new SecureBucket("raw", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:s3/bucket:Bucket").inputs.forceDestroy, false);
  });

  it("never expires current objects by default", async () => {
    new SecureBucket("raw", args, recorded.options);
    await mocks.settle();
    const rules = mocks.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules as {
      expiration?: unknown;
    }[]; // as the component wrote it
    assert.deepEqual(
      rules.map(({ expiration }) => expiration),
      [undefined],
    );
  });

  it("adds the lifecycle rules it is given", async () => {
    const lifecycle = [{ holds: "files", prefix: "uploads/", expireAfterDays: 90 }] as const;
    new SecureBucket("raw", { ...args, lifecycle }, recorded.options);
    await mocks.settle();
    const rules = mocks.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules;
    assert.match(JSON.stringify(rules), /"expiration":\{"days":90\},"filter":\{"prefix":"uploads\/"\}/);
  });

  it("tells EventBridge what happens in it", async () => {
    new SecureBucket("raw", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:s3/bucketNotification:BucketNotification").inputs.eventbridge, true);
  });

  it("has its requests counted only when asked to, over the whole bucket", async () => {
    new SecureBucket("quiet", args, recorded.options);
    new SecureBucket("raw", { ...args, what: "dl-analytics", requestMetrics: true }, recorded.options);
    await mocks.settle();
    const { name, filter } = mocks.one("aws:s3/bucketMetric:BucketMetric").inputs;
    assert.equal(name, requestMetricsFilter);
    assert.equal(filter, undefined);
  });

  it("guards itself by the policy of the house, with its key in it", async () => {
    new SecureBucket("raw", { ...args, reachableBy: ["arn:aws:iam::111111111111:role/reader"] }, recorded.options);
    await mocks.settle();
    const policy = JSON.stringify(mocks.one("aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
    assert.match(policy, /key\/lake[^}]*\}\},"Effect":"Deny"[^{]*"RightKeyOnly"/);
    assert.match(policy, /role\/reader.*"ListedRolesOnly"/);
  });

  it("waits with its policy for the public access block, one access setting at a time", () => {
    new SecureBucket("raw", args, recorded.options);
    assert.deepEqual(recorded.dependenciesOf("aws:s3/bucketPolicy:BucketPolicy", "raw-policy"), [
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock raw-public-access",
    ]);
  });

  it("logs who reaches it, under its own name, where it is told to", async () => {
    new SecureBucket("raw", { ...args, accessLogBucket: "test-logs" }, recorded.options);
    await mocks.settle();
    const { targetBucket, targetPrefix } = mocks.one("aws:s3/bucketLogging:BucketLogging").inputs;
    assert.deepEqual([targetBucket, targetPrefix], ["test-logs", "access/test-dl-raw-111111111111-eu-central-1/"]);
  });

  it("locks its versions when asked, without a setting that would replace the bucket", async () => {
    new SecureBucket("audit", { ...args, objectLock: { mode: "COMPLIANCE", days: 365 } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").inputs.rule, {
      defaultRetention: { mode: "COMPLIANCE", days: 365 },
    });
    assert.equal(mocks.one("aws:s3/bucket:Bucket").inputs.objectLockEnabled, undefined);
  });

  it("fails when it is to be locked and to be deleted with what is in it", () => {
    const objectLock = { mode: "GOVERNANCE", days: 30 } as const;
    assert.throws(
      () => new SecureBucket("audit", { ...args, objectLock, deleteDataOnDestroy: true }, recorded.options),
      /The bucket of audit cannot both lock its objects for 30 days and be deleted with them\. Leave objectLock out/,
    );
  });

  it("adds the statements it is given to its policy, beside its own", async () => {
    const statement = {
      Sid: "DeliverLogs",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::test-dl-raw-111111111111-eu-central-1/*",
    } as const;
    new SecureBucket("raw", args, recorded.options);
    new SecureBucket("logs", { ...args, policyStatements: [statement] }, recorded.options);
    await mocks.settle();
    const [own = [], more = []] = ["raw-policy", "logs-policy"].map((name) => {
      const { policy } = mocks.one("aws:s3/bucketPolicy:BucketPolicy", name).inputs;
      return (policy as { Statement: object[] }).Statement; // as the component wrote it
    });
    assert.deepEqual(more, [...own, statement]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new SecureBucket("one", args, recorded.options);
    new SecureBucket("two", { ...args, what: "dl-pii" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
