import assert from "node:assert/strict";
import { CatalogEncryption, type CatalogEncryptionArgs } from "../../../components/lake/catalog-encryption.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: CatalogEncryptionArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  keyArns: {
    lake: "arn:aws:kms:eu-central-1:111111111111:key/lake",
    logs: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  },
  ownsCatalog: true,
  logRetentionDays: 90,
};
const settings = "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings";

describe("CatalogEncryption", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("encrypts what jobs write, log and remember with keys of ours", async () => {
    new CatalogEncryption("catalog", args, recorded.options);
    await mocks.settle();
    const { name, encryptionConfiguration } = mocks.one("aws:glue/securityConfiguration:SecurityConfiguration").inputs;
    assert.equal(name, "test-jobs");
    assert.deepEqual(encryptionConfiguration, {
      s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: args.keyArns.lake },
      cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: args.keyArns.logs },
      jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: args.keyArns.lake },
    });
  });

  it("encrypts the catalog and the passwords of its connections", async () => {
    new CatalogEncryption("catalog", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(settings).inputs.dataCatalogEncryptionSettings, {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: args.keyArns.lake },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: args.keyArns.lake },
    });
  });

  it("makes the optimizers' log groups before Glue does, with a key and an end", async () => {
    new CatalogEncryption("catalog", args, recorded.options);
    await mocks.settle();
    const groups = mocks.ofType("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs);
    assert.deepEqual(
      groups.map(({ name }) => name),
      [
        "/aws-glue/iceberg-compaction/logs",
        "/aws-glue/iceberg-retention/logs",
        "/aws-glue/iceberg-orphan-file-deletion/logs",
      ],
    );
    assert.ok(
      groups.every(({ kmsKeyId, retentionInDays }) => kmsKeyId === args.keyArns.logs && retentionInDays === 90),
    );
  });

  it("leaves what the account has once to the environment that owns it", async () => {
    new CatalogEncryption("catalog", { ...args, ownsCatalog: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual([...mocks.ofType(settings), ...mocks.ofType("aws:cloudwatch/logGroup:LogGroup")], []);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new CatalogEncryption("one", args, recorded.options);
    new CatalogEncryption("two", { ...args, ownsCatalog: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
