import assert from "node:assert/strict";
import { undeliveredAlerts } from "../../../../components/alerting/catalogue/alerts.ts";

describe("undeliveredAlerts", () => {
  it("wakes somebody for a page that was not delivered", () => {
    const { severity, threshold, missing } = undeliveredAlerts("test-alert-dead-letters");
    assert.deepEqual({ severity, threshold, missing }, { severity: "critical", threshold: 0, missing: "notBreaching" });
  });
});
