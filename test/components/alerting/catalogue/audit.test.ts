import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { activityAlarms, catalogChangeAlarms, trailAlarms } from "../../../../components/alerting/catalogue/audit.ts";
import { accountActivities } from "../../../../components/foundation/account-activity.ts";

describe("trailAlarms", () => {
  it("take silence for the failure", () => {
    const specs = trailAlarms({ logGroupName: "/aws/cloudtrail/test", topicName: "test-audit-trail" });
    assert.deepEqual(
      specs.map(({ missing, comparison, threshold }) => [missing, comparison, threshold]),
      [
        ["breaching", "<", 1],
        ["breaching", "<", 1],
      ],
    );
  });

  it("look at deliveries to S3 and to CloudWatch Logs", () => {
    const specs = trailAlarms({ logGroupName: "/aws/cloudtrail/test", topicName: "test-audit-trail" });
    assert.deepEqual(
      specs.map((spec) => alarmInputs(spec).dimensions),
      [{ TopicName: "test-audit-trail" }, { LogGroupName: "/aws/cloudtrail/test" }],
    );
  });
});

describe("activityAlarms", () => {
  it("go off at the first call, or at as many as the activity says", () => {
    const thresholds = new Map(activityAlarms(accountActivities).map(({ id, threshold }) => [id, threshold]));
    assert.equal(thresholds.get("root-use"), 1);
    assert.equal(thresholds.get("unauthorized-calls"), 20);
  });

  it("name the controls that ask for them", () => {
    const [root] = activityAlarms(accountActivities);
    assert.match(root?.why ?? "", /\(CIS 4\.3, Security Hub CloudWatch\.1\)$/);
  });

  it("can all be evaluated", () => {
    for (const spec of activityAlarms(accountActivities)) {
      assert.doesNotThrow(() => alarmInputs(spec), spec.id);
    }
  });
});

describe("catalogChangeAlarms", () => {
  it("go off when a change could not be written down", () => {
    const [spec] = catalogChangeAlarms("test-catalog-changes-undelivered");
    assert.ok(spec !== undefined);
    assert.deepEqual(alarmInputs(spec).dimensions, { QueueName: "test-catalog-changes-undelivered" });
  });
});
