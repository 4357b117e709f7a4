import assert from "node:assert/strict";
import { bucketPlans, bucketPurposes } from "../../../components/lake/bucket-plan.ts";
import {
  replicablePurposes,
  replicationKeyProblems,
  replicationRoleArn,
} from "../../../components/lake/lake-replication.ts";

const lake = "arn:aws:kms:eu-west-1:111111111111:key/lake";

describe("copies of the lake", () => {
  it("are of the buckets whose content cannot be made again", () => {
    assert.deepEqual(
      [...replicablePurposes],
      bucketPurposes.filter((purpose) => bucketPlans[purpose].replicated),
    );
  });

  it("need a key for each bucket's kind of data, and none beside", () => {
    assert.deepEqual(replicationKeyProblems({ region: "eu-west-1", kmsKeyArns: { lake }, buckets: ["raw"] }), []);
    assert.deepEqual(replicationKeyProblems({ region: "eu-west-1", kmsKeyArns: { lake }, buckets: ["raw", "pii"] }), [
      "kmsKeyArns.pii is missing, which encrypts the copies of pii.",
    ]);
  });

  it("fail for a key of another Region", () => {
    assert.deepEqual(replicationKeyProblems({ region: "eu-north-1", kmsKeyArns: { lake }, buckets: ["raw"] }), [
      "kmsKeyArns.lake is in eu-west-1, the copies in eu-north-1; S3 takes a key of their own Region.",
    ]);
  });

  it("are made by a role whose ARN is known before it exists", () => {
    assert.equal(
      replicationRoleArn({ environment: "test", accountId: "111111111111", region: "eu-central-1" }),
      "arn:aws:iam::111111111111:role/test-lake-replication",
    );
  });
});
