import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";
import { bucketTypes } from "./bucket-links.ts";

export const s3NoForceDestroy = resourceRule({
  id: "s3-no-force-destroy",
  types: [...bucketTypes, "aws:s3tables/tableBucket:TableBucket", "aws:ecr/repository:Repository"],
  what: "A bucket or repository with something in it is not deleted.",
  why: "With it, a destroy or a replacement that nobody meant takes all objects or images along, every version of them.",
  remedy: "Leave forceDestroy (forceDelete of a repository) out; empty by hand what really must go.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
  evaluate: ({ type, props }) =>
    mustBe(props, type === "aws:ecr/repository:Repository" ? "forceDelete" : "forceDestroy", [false], "passes"),
});
