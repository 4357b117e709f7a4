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

  it("stands twice in one stack, with parents and names in order", async () => {
    new DataLake("lake", args, recorded.options);
    new DataLake("other", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["lake", "other"]), []);
  });
});
