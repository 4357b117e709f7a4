import assert from "node:assert/strict";
import {
  destinationProblems,
  replicaBucketName,
  replicaKeyProblems,
  replicaPlace,
} from "../../../components/storage/replica-destination.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

describe("a destination of copies", () => {
  it("is the environment's own account by default, and its buckets are named after their own Region", () => {
    assert.deepEqual(replicaPlace(place, { region: "eu-west-1" }), { ...place, region: "eu-west-1" });
    assert.equal(
      replicaBucketName(place, { region: "eu-west-1", accountId: "222222222222" }, "dl-raw"),
      "test-dl-raw-222222222222-eu-west-1",
    );
  });

  it("is any Region but the environment's", () => {
    assert.deepEqual(destinationProblems(place, { region: "eu-west-1" }), []);
    assert.equal(destinationProblems(place, { region: "eu-central-1", accountId: "222222222222" }).length, 1);
  });

  it("takes keys of its own Region and account alone", () => {
    const key = "arn:aws:kms:eu-west-1:111111111111:key/a";
    assert.deepEqual(replicaKeyProblems("k", key, { region: "eu-west-1", accountId: "111111111111" }), []);
    assert.deepEqual(replicaKeyProblems("k", key, { region: "eu-north-1", accountId: "222222222222" }), [
      "k is in eu-west-1, the copies in eu-north-1; S3 takes a key of their own Region.",
      "k belongs to the account 111111111111, the copies to 222222222222; name a key of theirs.",
    ]);
  });
});
