import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bucketPolicy } from "../../../components/storage/bucket-policy.ts";
import { valueOf } from "../../support/index.ts";

const bucketArn = "arn:aws:s3:::test-dl-raw";
const kmsKeyArn = "arn:aws:kms:eu-central-1:111111111111:key/lake";

interface Written {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition: unknown;
}

async function statement(document: unknown, sid: string): Promise<Written | undefined> {
  const { Statement } = (await valueOf(document as pulumi.Input<object>)) as { Statement: Written[] };
  return Statement.find(({ Sid }) => Sid === sid);
}

describe("bucketPolicy", () => {
  it("refuses plain HTTP and versions of TLS before 1.2, to bucket and objects alike", async () => {
    const document = bucketPolicy({ bucketArn, kmsKeyArn });
    const everything = [bucketArn, `${bucketArn}/*`];
    for (const [sid, condition] of [
      ["TlsOnly", { Bool: { "aws:SecureTransport": "false" } }],
      ["MinimumTlsVersion", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
    ] as const) {
      assert.deepEqual(await statement(document, sid), {
        Sid: sid,
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: everything,
        Condition: condition,
      });
    }
  });

  it("refuses a put that names another key, and lets one pass that names none", async () => {
    const found = await statement(bucketPolicy({ bucketArn, kmsKeyArn: pulumi.output(kmsKeyArn) }), "RightKeyOnly");
    assert.deepEqual(found?.Condition, {
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn },
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
    });
  });

  it("refuses a put that would get a key of AWS's own, or of the caller's", async () => {
    const document = bucketPolicy({ bucketArn, kmsKeyArn });
    assert.deepEqual((await statement(document, "NoManagedKey"))?.Condition, {
      StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" },
    });
    assert.deepEqual((await statement(document, "NoCustomerKey"))?.Condition, {
      Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" },
    });
  });

  it("keeps everybody but the listed roles from the objects, services aside", async () => {
    const role = "arn:aws:iam::111111111111:role/test-raw-landing";
    const found = await statement(bucketPolicy({ bucketArn, kmsKeyArn, reachableBy: [role] }), "ListedRolesOnly");
    assert.deepEqual(found?.Condition, {
      ArnNotLike: { "aws:PrincipalArn": [role] },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    });
    // Settings of the bucket are not among them: nobody can lock the deployment out.
    assert.doesNotMatch(JSON.stringify(found.Action), /s3:\*|Policy|Bucket(?!\*")/);
  });

  it("leaves it to IAM who reaches the objects by default", async () => {
    assert.equal(await statement(bucketPolicy({ bucketArn, kmsKeyArn }), "ListedRolesOnly"), undefined);
  });

  it("adds what the caller says", async () => {
    const additional = { Sid: "Extra", Effect: "Allow", Principal: { Service: "x" }, Action: "s3:PutObject" } as const;
    assert.deepEqual(
      { ...(await statement(bucketPolicy({ bucketArn, kmsKeyArn, additional: [additional] }), "Extra")) },
      { ...additional },
    );
  });

  it("fails when nobody is listed", () => {
    assert.throws(() => bucketPolicy({ bucketArn, kmsKeyArn, reachableBy: [] }), {
      message: "A bucket that no role may reach is of no use; name the roles, or leave `reachableBy` out.",
    });
  });
});
