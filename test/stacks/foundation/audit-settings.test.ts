import assert from "node:assert/strict";
import { auditSettings } from "../../../stacks/foundation/audit-settings.ts";

function problems(value: unknown): readonly string[] {
  return (auditSettings.safeParse(value).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );
}

describe("audit settings", () => {
  it("keep evidence for a year, locked, and all uses of data", () => {
    assert.deepEqual(auditSettings.parse(undefined), {
      dataEvents: "all",
      keepDays: 365,
      logDays: 365,
      objectLock: { mode: "GOVERNANCE", days: 365 },
    });
  });

  it("take a lock that nobody opens", () => {
    const objectLock = { mode: "COMPLIANCE", days: 365 };
    assert.deepEqual(auditSettings.parse({ keepDays: 2557, objectLock }).objectLock, objectLock);
  });

  it("fail on a lock that outlasts what is kept", () => {
    assert.deepEqual(problems({ keepDays: 400, objectLock: { mode: "GOVERNANCE", days: 401 } }), [
      "objectLock.days must be at most keepDays, after which the file goes",
    ]);
  });

  it("fail on every value that is not allowed, at once", () => {
    assert.deepEqual(problems({ dataEvents: "none", keepDays: 30, logDays: 100 }), [
      "dataEvents must be all or writes",
      "keepDays must be at least 365 days",
      "logDays must be days CloudWatch Logs knows, at least 365",
    ]);
  });
});
