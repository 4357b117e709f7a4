import assert from "node:assert/strict";
import { LogArchive } from "../../../components/foundation/log-archive.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  keepDays: 365,
  deleteDataOnDestroy: false,
};

describe("LogArchive", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("lets log delivery write under this account's prefix only, on this account's behalf", async () => {
    new LogArchive("archive", args, recorded.options);
    await mocks.settle();
    const policy = JSON.stringify(mocks.one("aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
    assert.match(policy, /"arn:aws:s3:::test-logs-111111111111-eu-central-1\/AWSLogs\/111111111111\/\*"/);
    assert.match(policy, /"aws:SourceAccount":"111111111111"/);
  });

  it("expires logs after the days it is given", async () => {
    new LogArchive("archive", { ...args, keepDays: 400 }, recorded.options);
    await mocks.settle();
    const [rule] = mocks.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules as {
      expiration: unknown;
    }[]; // as the component wrote it
    assert.deepEqual(rule?.expiration, { days: 400 });
  });
});
