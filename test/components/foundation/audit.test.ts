import assert from "node:assert/strict";
import { accountActivities } from "../../../components/foundation/account-activity.ts";
import { Audit, type AuditArgs } from "../../../components/foundation/audit.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: AuditArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  ownsAccount: true,
  dataEvents: "all",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/audit",
  logArchive: {
    bucketName: "test-logs-111111111111-eu-central-1",
    kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  },
  keepDays: 730,
  logDays: 365,
  deleteDataOnDestroy: false,
  objectLock: { mode: "COMPLIANCE", days: 365 },
};
const singletons = ["aws:cfg/recorder:Recorder", "aws:cfg/deliveryChannel:DeliveryChannel"] as const;

describe("Audit", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("locks the trail's files in a bucket of their own", async () => {
    const audit = new Audit("audit", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:cloudtrail/trail:Trail").inputs.s3BucketName, audit.archive.name);
    assert.equal(mocks.ofType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").length, 1);
  });

  it("makes what an account has once only in the environment that owns it", async () => {
    const guest = new Audit("guest", { ...args, ownsAccount: false }, recorded.options);
    await mocks.settle();
    for (const type of singletons) {
      assert.deepEqual(mocks.ofType(type), []);
    }
    assert.equal(mocks.ofType("aws:cloudtrail/trail:Trail").length, 1, "its data is recorded all the same");
    assert.deepEqual(
      guest.alarms.map(({ id }) => id),
      ["catalog-changes-undelivered"],
    );
  });

  it("has an alarm for each activity that it filters, and for its own silence", async () => {
    const audit = new Audit("audit", args, recorded.options);
    await mocks.settle();
    const ids = audit.alarms.map(({ id }) => id);
    assert.deepEqual(
      accountActivities.map(({ id }) => id).filter((id) => !ids.includes(id)),
      [],
    );
    assert.ok(ids.includes("trail-not-delivered") && ids.includes("trail-not-logged"));
  });

  it("lets no trail be made before its archive has a policy", () => {
    new Audit("audit", args, recorded.options);
    assert.deepEqual(recorded.dependenciesOf("platform:foundation:AuditTrail", "audit-trail"), [
      "platform:foundation:LogArchive audit-archive",
    ]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new Audit("one", args, recorded.options);
    new Audit("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
