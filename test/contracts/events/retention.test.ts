import assert from "node:assert/strict";
import { eventRetention, fileRetentionDays, type Retention } from "../../../contracts/events/retention.ts";
import { topics } from "../../../contracts/events/topics.ts";

describe("eventRetention", () => {
  it("covers every topic, and no other", () => {
    assert.deepEqual(Object.keys(eventRetention).sort(), Object.keys(topics).sort());
  });

  for (const kind of ["telemetry", "heartbeat", "faults", "transactions"] as const) {
    it(`keeps raw ${kind} for 365 to 730 days at hand`, () => {
      const { queryableDays } = eventRetention[kind];
      assert.ok(queryableDays >= 365 && queryableDays <= 730, String(queryableDays));
    });
  }

  it("keeps faults for 180 days at least", () => {
    const faults: Retention = eventRetention.faults;
    assert.ok(faults.queryableDays >= 180);
  });

  it("keeps transactions for seven years, two leap days included", () => {
    const { queryableDays, archivedDays } = eventRetention.transactions;
    assert.equal(queryableDays + archivedDays, 7 * 365 + 2);
  });

  it("keeps what is not redacted no longer than what is", () => {
    const redacted = Math.min(
      ...(["telemetry", "heartbeat", "faults", "transactions"] as const).map(
        (kind) => eventRetention[kind].queryableDays,
      ),
    );
    assert.ok(eventRetention.quarantine.queryableDays < redacted);
    assert.equal(eventRetention.quarantine.archivedDays, 0);
    assert.equal(fileRetentionDays.quarantineUploads, eventRetention.quarantine.queryableDays);
  });
});
