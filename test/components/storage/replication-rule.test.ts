import assert from "node:assert/strict";
import { replicateEverything, replicationRule } from "../../../components/storage/replication-rule.ts";

const args = { bucketArn: "arn:aws:s3:::b", keyArn: "k", otherAccountId: undefined, deleteMarkers: true };

describe("replicateEverything", () => {
  it("is a rule of the second version, which has a filter, with the name that its metrics carry", () => {
    const { id, filter } = replicateEverything(args);
    assert.deepEqual({ id, filter }, { id: replicationRule, filter: { prefix: "" } });
  });

  it("names an owner only where the copies go to another account", () => {
    assert.doesNotMatch(JSON.stringify(replicateEverything(args)), /"account"|accessControlTranslation/);
    assert.match(JSON.stringify(replicateEverything({ ...args, otherAccountId: "2" })), /"account":"2"/);
  });
});
