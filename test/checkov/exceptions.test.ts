import assert from "node:assert/strict";
import { type Exception, excepts, problemsOf, readExceptions } from "./exceptions.ts";

const exception: Exception = {
  check: "CKV_AWS_144",
  resource: "aws_s3_bucket.lake-*",
  environments: ["dev"],
  reason: "A reason that says what stands in for what the check asks.",
  owner: "lake",
  expires: "2027-01-31",
};
const checks = {
  CKV_AWS_144: { name: "Ensure that S3 bucket has cross-region replication enabled", categories: ["GENERAL_SECURITY"] },
  CKV_AWS_145: { name: "Ensure that S3 buckets are encrypted", categories: ["ENCRYPTION"] },
  CKV_AWS_24: { name: "Ensure no security groups allow ingress", categories: ["NETWORKING"] },
  CKV2_AWS_5: { name: "Ensure that Security Groups are attached to another resource", categories: ["NETWORKING"] },
  CKV_AWS_62: { name: "Ensure policies do not allow administration", categories: ["IAM"] },
  CKV_AWS_53: { name: "Ensure S3 bucket has block public ACLs enabled", categories: ["GENERAL_SECURITY"] },
};
const today = "2027-01-31";

describe("an exception", () => {
  it("is read from exceptions.yaml with check, resource, reason, owner and expiry", () => {
    assert.ok(readExceptions().length > 0);
  });

  it("is about its check, in its environments, on what its pattern matches as a whole", () => {
    assert.ok(excepts(exception, "dev", ["CKV_AWS_144", "aws_s3_bucket.lake-raw"]));
    assert.ok(!excepts(exception, "prod", ["CKV_AWS_144", "aws_s3_bucket.lake-raw"]));
    assert.ok(!excepts(exception, "dev", ["CKV_AWS_145", "aws_s3_bucket.lake-raw"]));
    assert.ok(!excepts(exception, "dev", ["CKV_AWS_144", "aws_s3_bucketxlake-raw"]));
    assert.ok(!excepts(exception, "dev", ["CKV_AWS_144", "module.aws_s3_bucket.lake-raw"]));
  });

  it("holds everywhere when it names no environment", () => {
    assert.ok(excepts({ ...exception, environments: undefined }, "prod", ["CKV_AWS_144", "aws_s3_bucket.lake-x"]));
  });

  it("holds on its last day and not after", () => {
    assert.deepEqual(problemsOf([exception], checks, today), []);
    assert.deepEqual(problemsOf([exception], checks, "2027-02-01"), [
      "CKV_AWS_144 on aws_s3_bucket.lake-*: expired on 2027-01-31: fix the resource, or decide anew",
    ]);
  });

  for (const check of ["CKV_AWS_145", "CKV_AWS_24", "CKV_AWS_62", "CKV_AWS_53"] as const) {
    it(`is refused from ${check}: ${checks[check].name}`, () => {
      const [problem = ""] = problemsOf([{ ...exception, check }], checks, today);
      assert.match(problem, /no exception from .*: fix the resource$/);
    });
  }

  it("is allowed from the check that asks whether a security group is used", () => {
    assert.deepEqual(problemsOf([{ ...exception, check: "CKV2_AWS_5" }], checks, today), []);
  });

  it("is refused from a check that Checkov does not have", () => {
    assert.deepEqual(problemsOf([{ ...exception, check: "CKV_AWS_99999" }], checks, today), [
      "CKV_AWS_99999 on aws_s3_bucket.lake-*: Checkov has no such check",
    ]);
  });
});
