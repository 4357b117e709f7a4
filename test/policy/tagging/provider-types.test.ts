import assert from "node:assert/strict";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { findTaggableTypes } from "../../../policy/tagging/provider-types.ts";
import recorded from "../../../policy/tagging/taggable-types.json" with { type: "json" };

describe("Types that take tags", () => {
  const sdk = path.dirname(fileURLToPath(import.meta.resolve("@pulumi/aws/package.json")));
  const found = findTaggableTypes(sdk);

  it("are recorded as the installed SDK has them (npm run tags:record)", () => {
    assert.deepEqual(recorded, found);
  });

  it("are found by a tags input that is a map, with what names them", () => {
    assert.deepEqual(found["aws:s3/bucket:Bucket"], ["bucket", "bucketPrefix"]);
    assert.deepEqual(found["aws:kms/key:Key"], []);
    assert.deepEqual(found["aws:sqs/queue:Queue"], ["name", "namePrefix"]);
    assert.deepEqual(found["aws:msk/cluster:Cluster"], ["clusterName"]);
    assert.deepEqual(found["aws:elasticache/replicationGroup:ReplicationGroup"], ["replicationGroupId"]);
  });

  it("are not those without tags, or with something else of that name", () => {
    assert.equal(found["aws:s3/bucketPolicy:BucketPolicy"], undefined);
    assert.equal(found["aws:devopsguru/resourceCollection:ResourceCollection"], undefined);
  });
});
