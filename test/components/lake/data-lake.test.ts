import assert from "node:assert/strict";
import { DataLake, type DataLakeArgs } from "../../../components/lake/data-lake.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args: DataLakeArgs = {
  place,
  keyArns: {
    lake: "arn:aws:kms:eu-central-1:111111111111:key/lake",
    pii: "arn:aws:kms:eu-central-1:111111111111:key/pii",
  },
  keyAliases: { lake: "alias/test-lake", pii: "alias/test-pii" },
  personalDataRoles: {
    quarantine: ["arn:aws:iam::111111111111:role/test-raw-landing"],
    pii: ["arn:aws:iam::111111111111:role/test-deploy"],
  },
  governance: { ownsCatalog: true, administratorRoles: ["test-deploy"], readers: [] },
  deleteDataOnDestroy: false,
};

const replication: NonNullable<DataLakeArgs["replication"]> = {
  region: "eu-west-1",
  kmsKeyArns: {
    lake: "arn:aws:kms:eu-west-1:111111111111:key/lake",
    pii: "arn:aws:kms:eu-west-1:111111111111:key/pii",
  },
  buckets: ["raw", "pii"],
  tags: {},
};

describe("DataLake", function () {
  this.timeout(20_000);
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("has a bucket per purpose, with names known before they exist", () => {
    const { bucketLocations } = new DataLake("lake", args, recorded.options);
    assert.deepEqual(Object.keys(bucketLocations), ["raw", "analytics", "quarantine", "pii", "code", "queryResults"]);
    assert.equal(bucketLocations.queryResults.name, "test-dl-query-results-111111111111-eu-central-1");
  });

  it("lets only listed roles reach what is personal, and each bucket its own", async () => {
    new DataLake("lake", args, recorded.options);
    await mocks.settle();
    const policy = (name: string): string =>
      JSON.stringify(mocks.one("aws:s3/bucketPolicy:BucketPolicy", name).inputs.policy);
    assert.match(policy("lake-dl-quarantine-policy"), /role\/test-raw-landing.*ListedRolesOnly/);
    assert.match(policy("lake-dl-pii-policy"), /role\/test-deploy.*ListedRolesOnly/);
    assert.doesNotMatch(policy("lake-dl-pii-policy"), /raw-landing/);
    assert.doesNotMatch(policy("lake-dl-raw-policy"), /ListedRolesOnly/);
  });

  it("makes databases after the account's defaults are empty, gives their tables to nobody, and tags them", async () => {
    new DataLake("lake", args, recorded.options);
    assert.deepEqual(recorded.dependenciesOf("aws:glue/catalogDatabase:CatalogDatabase", "lake-raw"), [
      "platform:lake:LakeFormation lake-formation",
    ]);
    await mocks.settle();
    const { createTableDefaultPermissions } = mocks.one("aws:glue/catalogDatabase:CatalogDatabase", "lake-raw").inputs;
    assert.deepEqual(createTableDefaultPermissions, []);
    const tag = mocks.one("aws:lakeformation/resourceLfTag:ResourceLfTag", "lake-raw-tag-sensitivity").inputs;
    assert.deepEqual(tag.lfTag, { key: "sensitivity", value: "internal" });
  });

  it("names its databases dl_raw and dl_analytics, with what is to stand before them where the catalog is shared", async () => {
    const plain = new DataLake("lake", args, recorded.options);
    const second = new DataLake("second", { ...args, databasePrefix: "test_" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(plain.databaseNames, { raw: "dl_raw", analytics: "dl_analytics" });
    assert.deepEqual(second.databaseNames, { raw: "test_dl_raw", analytics: "test_dl_analytics" });
    const { name } = mocks.one("aws:glue/catalogDatabase:CatalogDatabase", "second-raw").inputs;
    assert.equal(name, "test_dl_raw");
  });

  it("has alarms on the buckets whose requests are counted, and on no other", async () => {
    const { alarms } = new DataLake("lake", args, recorded.options);
    await mocks.settle();
    const counted = mocks.ofType("aws:s3/bucketMetric:BucketMetric").map(({ name }) => name);
    assert.deepEqual(counted.sort(), ["lake-dl-analytics-request-metrics", "lake-dl-raw-request-metrics"]);
    assert.deepEqual(
      alarms.map(({ id }) => id),
      ["raw-errors", "raw-refusals", "analytics-errors", "analytics-refusals"],
    );
  });

  it("copies nothing by default", async () => {
    new DataLake("lake", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig"), []);
  });

  it("copies the buckets it is told to another Region, each under the key of its kind of data, with an alarm", async () => {
    const { alarms } = new DataLake("lake", { ...args, replication }, recorded.options);
    await mocks.settle();
    const copied = mocks
      .ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")
      .map(({ name, inputs }) => [name, /key\/\w+/.exec(JSON.stringify(inputs.rules))?.[0]]);
    assert.deepEqual(copied.sort(), [
      ["lake-replicas-dl-pii-rules", "key/pii"],
      ["lake-replicas-dl-raw-rules", "key/lake"],
    ]);
    assert.deepEqual(
      alarms.map(({ id }) => id).filter((id) => id.includes("replication")),
      ["raw-replication-failures", "pii-replication-failures"],
    );
  });

  it("lets the role that copies reach personal data where it is copied from, and not the copies", async () => {
    new DataLake("lake", { ...args, replication }, recorded.options);
    await mocks.settle();
    const policy = (name: string): string =>
      JSON.stringify(mocks.one("aws:s3/bucketPolicy:BucketPolicy", name).inputs.policy);
    assert.match(policy("lake-dl-pii-policy"), /test-deploy","arn:aws:iam::111111111111:role\/test-lake-replication/);
    assert.match(policy("lake-replicas-dl-pii-policy"), /test-deploy"\]/);
    assert.doesNotMatch(policy("lake-dl-quarantine-policy"), /lake-replication/);
  });

  it("fails for copies whose key is missing", () => {
    const wrong = { ...replication, kmsKeyArns: {} };
    assert.throws(() => new DataLake("lake", { ...args, replication: wrong }, recorded.options), {
      message:
        "The lake cannot be copied; change lake:replication:\n  - kmsKeyArns.lake is missing, which encrypts the copies of raw.\n  - kmsKeyArns.pii is missing, which encrypts the copies of pii.",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new DataLake("lake", args, recorded.options);
    new DataLake("other", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["lake", "other"]), []);
  });
});
