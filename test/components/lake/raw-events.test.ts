import assert from "node:assert/strict";
import { DataLake } from "../../../components/lake/data-lake.ts";
import { personalDataRoles } from "../../../components/lake/personal-data-roles.ts";
import { RawEvents, type RawEventsArgs } from "../../../components/lake/raw-events.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const lakeArgs = {
  place,
  keyArns: {
    lake: "arn:aws:kms:eu-central-1:111111111111:key/lake",
    pii: "arn:aws:kms:eu-central-1:111111111111:key/pii",
  },
  keyAliases: { lake: "alias/test-lake", pii: "alias/test-pii" },
  personalDataRoles: personalDataRoles(place, ["test-deploy"]),
  governance: { ownsCatalog: true, administratorRoles: ["test-deploy"], readers: [] },
  deleteDataOnDestroy: false,
};

function build(recorded: Recorder, more: Partial<RawEventsArgs> = {}): RawEvents {
  const lake = new DataLake("lake", lakeArgs, recorded.options);
  return new RawEvents(
    "raw",
    {
      place,
      lake,
      keyAliases: { lake: "alias/test-lake", pii: "alias/test-pii", secrets: "alias/test-secrets" },
      ...more,
    },
    recorded.options,
  );
}

const s3Tables = { kmsKeyArn: lakeArgs.keyArns.lake, deleteDataOnDestroy: false };

describe("RawEvents", function () {
  this.timeout(20_000);
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("declares a table per topic, the quarantine in a bucket of its own", async () => {
    const { tables } = build(recorded);
    await mocks.settle();
    assert.deepEqual(Object.keys(tables), ["telemetry", "heartbeat", "faults", "transactions", "quarantine"]);
    assert.equal(tables.telemetry?.location, "s3://test-dl-raw-111111111111-eu-central-1/bronze/events/telemetry");
    assert.equal(tables.quarantine?.location, "s3://test-dl-quarantine-111111111111-eu-central-1/raw/quarantine");
  });

  it("encrypts quarantined and personal data with a key of their own", async () => {
    build(recorded);
    await mocks.settle();
    const keyOf = (name: string): unknown =>
      JSON.stringify(
        mocks.one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name).inputs
          .rules,
      );
    assert.match(String(keyOf("lake-dl-quarantine-encryption")), /key\/pii/);
    assert.match(String(keyOf("lake-dl-pii-encryption")), /key\/pii/);
    assert.match(String(keyOf("lake-dl-raw-encryption")), /key\/lake/);
  });

  it("lets the landing job touch its own prefixes only", async () => {
    build(recorded);
    await mocks.settle();
    const policy = String(mocks.one("aws:iam/rolePolicy:RolePolicy", "raw-landing-policy").inputs.policy);
    assert.match(policy, /dl-raw-111111111111-eu-central-1\/bronze\/\*/);
    assert.doesNotMatch(policy, /dl-pii|dl-analytics|"\*"/);
  });

  it("lets the landing job read its topics where clients authenticate by IAM, and write none", async () => {
    build(recorded);
    await mocks.settle();
    const policy = String(mocks.one("aws:iam/rolePolicy:RolePolicy", "raw-landing-policy").inputs.policy);
    assert.match(policy, /kafka-cluster:ReadData.*:topic\/test-events\/\*\/[^"]*telemetry/);
    assert.match(policy, /:group\/test-events\/\*\/raw-landing/);
    assert.doesNotMatch(policy, /kafka-cluster:WriteData/);
  });

  it("puts event tables into S3 Tables where told, and what may be personal into Glue all the same", async () => {
    const { tables, tableBuckets } = build(recorded, { s3Tables });
    assert.deepEqual(Object.keys(tables), ["quarantine"]);
    assert.equal(tableBuckets.raw?.arn, "arn:aws:s3tables:eu-central-1:111111111111:bucket/test-dl-raw-tables");
    assert.deepEqual(tableBuckets.raw.tables.telemetry, [
      "ADD PARTITION FIELD day(event_ts)",
      "WRITE ORDERED BY device_id asc, event_ts asc",
      "SET IDENTIFIER FIELDS event_id",
    ]);
    await mocks.settle();
    assert.deepEqual(
      mocks.ofType("aws:s3tables/table:Table").map(({ inputs }) => inputs.name),
      ["telemetry", "heartbeat", "faults", "transactions"],
    );
    assert.equal(mocks.ofType("aws:glue/catalogTable:CatalogTable").length, 1);
    assert.deepEqual(recorded.problems(mocks, ["lake", "raw"]), []);
  });

  it("has no table bucket by default", async () => {
    assert.deepEqual(build(recorded).tableBuckets, {});
    await mocks.settle();
    assert.deepEqual(mocks.ofType("aws:s3tables/tableBucket:TableBucket"), []);
  });

  it("lets the landing job commit to event tables in S3 Tables by name", async () => {
    build(recorded, { s3Tables });
    await mocks.settle();
    const policy = String(mocks.one("aws:iam/rolePolicy:RolePolicy", "raw-landing-policy").inputs.policy);
    assert.match(policy, /"s3tables:tableName":\["telemetry","heartbeat","faults","transactions"\]/);
    assert.doesNotMatch(policy, /s3tables:(Delete|Create|PutTablePolicy)/);
  });

  it("has parents and names in order", async () => {
    build(recorded);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["lake", "raw"]), []);
  });
});
