import assert from "node:assert/strict";
import { DataLake } from "../../../components/lake/data-lake.ts";
import { personalDataRoles } from "../../../components/lake/personal-data-roles.ts";
import { RawEvents } from "../../../components/lake/raw-events.ts";
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

function build(recorded: Recorder): RawEvents {
  const lake = new DataLake("lake", lakeArgs, recorded.options);
  return new RawEvents(
    "raw",
    { place, lake, keyAliases: { lake: "alias/test-lake", pii: "alias/test-pii", secrets: "alias/test-secrets" } },
    recorded.options,
  );
}

describe("RawEvents", () => {
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

  it("has parents and names in order", async () => {
    build(recorded);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["lake", "raw"]), []);
  });
});
