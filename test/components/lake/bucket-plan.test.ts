import assert from "node:assert/strict";
import { bucketPlans, bucketPurposes } from "../../../components/lake/bucket-plan.ts";
import { eventRetention } from "../../../contracts/events/retention.ts";
import { lifecycleProblems } from "../../../components/storage/lifecycle.ts";

describe("bucketPlans", () => {
  for (const purpose of bucketPurposes) {
    const plan = bucketPlans[purpose];

    it(`${purpose} has a lifecycle without contradictions`, () => {
      assert.deepEqual(lifecycleProblems({ rules: plan.lifecycle }), []);
    });

    it(`${purpose} has the key and the reach of its sensitivity`, () => {
      const personal = plan.dataClass === "pii";
      assert.equal(plan.key, personal ? "pii" : "lake");
      assert.equal(plan.reach !== "by IAM", personal);
    });
  }

  it("keep transactions in the archive for the rest of their seven years", () => {
    const archive = bucketPlans.raw.lifecycle.find(({ prefix }) => prefix === "archive/transactions/");
    assert.equal(archive?.holds === "archive" && archive.expireAfterDays, eventRetention.transactions.archivedDays);
  });

  it("let no rule touch what a streaming job goes on from", () => {
    const touched = bucketPurposes.filter((purpose) =>
      bucketPlans[purpose].lifecycle.some(({ prefix }) => "checkpoints/bronze/".startsWith(prefix) && prefix !== ""),
    );
    assert.deepEqual(touched, []);
  });
});
