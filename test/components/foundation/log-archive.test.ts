import assert from "node:assert/strict";
import { LogArchive, type LogArchiveArgs } from "../../../components/foundation/log-archive.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: LogArchiveArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  what: "logs",
  writers: ["log-delivery"],
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  keepDays: 365,
  deleteDataOnDestroy: false,
};
const lock = { mode: "COMPLIANCE", days: 365 } as const;
const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

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

  it("moves logs to Glacier and expires them after the days it is given", async () => {
    new LogArchive("archive", { ...args, keepDays: 400 }, recorded.options);
    await mocks.settle();
    const rules = mocks.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules as {
      transitions?: unknown;
      expiration?: unknown;
    }[]; // as the component wrote it
    assert.deepEqual(rules.at(-1)?.expiration, { days: 400 });
    assert.deepEqual(rules.at(-1)?.transitions, [{ days: 90, storageClass: "GLACIER_IR" }]);
  });

  it("locks its objects when asked", async () => {
    new LogArchive("archive", { ...args, what: "audit", objectLock: lock }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(lockType).inputs.rule, { defaultRetention: lock });
    assert.equal(mocks.one("aws:s3/bucket:Bucket").inputs.bucket, "test-audit-111111111111-eu-central-1");
  });

  it("locks nothing where a destroy deletes the logs", async () => {
    new LogArchive("archive", { ...args, objectLock: lock, deleteDataOnDestroy: true }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.ofType(lockType), []);
  });

  it("fails when the lock outlasts what is kept", () => {
    assert.throws(
      () => new LogArchive("archive", { ...args, objectLock: { ...lock, days: 366 } }, recorded.options),
      /The archive archive locks objects for 366 days and deletes them after 365; allowed: a lock of at most as many days\./,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new LogArchive("one", args, recorded.options);
    new LogArchive("two", { ...args, what: "audit", writers: ["cloudtrail"] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
