import assert from "node:assert/strict";
import { BucketReplicas, type BucketReplicasArgs } from "../../../components/storage/bucket-replicas.ts";
import { SecureBucket } from "../../../components/storage/secure-bucket.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const lakeKey = "arn:aws:kms:eu-west-1:111111111111:key/lake";
const rules = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

describe("BucketReplicas", function () {
  this.timeout(20_000);
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  function args(name: string, more: Partial<BucketReplicasArgs> = {}): BucketReplicasArgs {
    const replica = { what: `dl-${name}`, dataClass: "internal", deleteDataOnDestroy: false } as const;
    const bucket = new SecureBucket(
      `${name}-source`,
      { place, kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/lake", ...replica },
      recorded.options,
    );
    return {
      place,
      purpose: `${name}-replication`,
      destination: { region: "eu-west-1" },
      buckets: [{ bucket, keyAlias: "alias/test-lake", replicaKeyArn: lakeKey, replica }],
      tags: { Environment: "test" },
      ...more,
    };
  }

  it("makes each bucket again in the other Region, as the house makes buckets, under the key of there", async () => {
    const { replicas } = new BucketReplicas("raw", args("raw"), recorded.options);
    assert.deepEqual(replicas, {
      "test-dl-raw-111111111111-eu-central-1": "test-dl-raw-111111111111-eu-west-1",
    });
    await mocks.settle();
    const { inputs } = mocks.one("pulumi:providers:aws");
    assert.equal(inputs.region, "eu-west-1");
    assert.deepEqual(JSON.parse(String(inputs.allowedAccountIds)), ["111111111111"]);
    assert.deepEqual(JSON.parse(String(inputs.defaultTags)), { tags: { Environment: "test" } });
    const encryption = mocks.one(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "raw-dl-raw-encryption",
    );
    assert.match(JSON.stringify(encryption.inputs.rules), /key\/lake/);
    assert.match(encryption.provider ?? "", /raw-there/);
    assert.doesNotMatch(mocks.one("aws:s3/bucket:Bucket", "raw-source-bucket").provider ?? "", /raw-there/);
  });

  it("copies everything, delete markers too, within a quarter of an hour, and measures it", async () => {
    new BucketReplicas("raw", args("raw"), recorded.options);
    await mocks.settle();
    const { bucket, role, rules: made } = mocks.one(rules).inputs;
    assert.equal(bucket, "test-dl-raw-111111111111-eu-central-1");
    assert.equal(role, "arn:aws:iam::111111111111:role/test-raw-replication");
    assert.deepEqual(made, [
      {
        id: "everything",
        priority: 0,
        status: "Enabled",
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Enabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
          bucket: "arn:aws:s3:::test-dl-raw-111111111111-eu-west-1",
          encryptionConfiguration: { replicaKmsKeyId: lakeKey },
          replicationTime: { status: "Enabled", time: { minutes: 15 } },
          metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        },
      },
    ]);
  });

  it("makes rules after both buckets and the role", () => {
    new BucketReplicas("raw", args("raw"), recorded.options);
    assert.deepEqual(recorded.dependenciesOf(rules, "raw-dl-raw-rules"), [
      "platform:storage:SecureBucket raw-source",
      "platform:iam:ServiceRole raw-role",
      "platform:storage:SecureBucket raw-dl-raw",
    ]);
  });

  it("copies with a role that decrypts by alias through S3, encrypts with one key of there, and reads no object itself", async () => {
    new BucketReplicas("raw", args("raw"), recorded.options);
    await mocks.settle();
    const trust = String(mocks.one("aws:iam/role:Role").inputs.assumeRolePolicy);
    assert.match(trust, /"Service":"s3\.amazonaws\.com".*"aws:SourceAccount":"111111111111"/);
    const policy = String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy);
    const document = JSON.parse(policy) as { Statement: { Sid: string }[] }; // a policy document
    assert.deepEqual(
      document.Statement.map(({ Sid }) => Sid),
      ["DecryptAliasTestLake", "EncryptCopies", "ReadReplicationRules", "ReadVersions", "WriteCopies"],
    );
    assert.match(policy, /"kms:ViaService":"s3\.eu-central-1\.amazonaws\.com"/);
    assert.match(policy, /"Action":"kms:Encrypt","Resource":"arn:aws:kms:eu-west-1:111111111111:key\/lake"/);
    assert.doesNotMatch(policy, /"s3:GetObject"|s3:PutObject|kms:GenerateDataKey/);
  });

  it("hands copies over to another account, which makes the buckets itself, and keeps what was deleted where told", async () => {
    const destination = { region: "eu-west-1", accountId: "222222222222", deleteMarkers: false };
    const { replicas } = new BucketReplicas("raw", args("raw", { destination }), recorded.options);
    assert.deepEqual(Object.values(replicas), ["test-dl-raw-222222222222-eu-west-1"]);
    await mocks.settle();
    assert.equal(mocks.ofType("aws:s3/bucket:Bucket").length, 1);
    const made = JSON.stringify(mocks.one(rules).inputs.rules);
    assert.match(made, /"accessControlTranslation":\{"owner":"Destination"\},"account":"222222222222"/);
    assert.match(made, /"deleteMarkerReplication":\{"status":"Disabled"\}/);
    assert.match(
      String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy),
      /s3:ObjectOwnerOverrideToBucketOwner/,
    );
  });

  it("fails for the environment's own Region, and says why", () => {
    const given = args("raw", { destination: { region: "eu-central-1" } });
    assert.throws(() => new BucketReplicas("raw", given, recorded.options), {
      message:
        "Buckets that cannot be copied there:\n  - region is eu-central-1, the Region of the environment: a copy there is lost with it, and S3 already keeps objects in several zones; allowed: any other Region.",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new BucketReplicas("raw", args("raw"), recorded.options);
    new BucketReplicas("other", args("other"), recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["raw", "other"]), []);
  });
});
