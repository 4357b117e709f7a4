import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Statement } from "../iam/policy-document.ts";

/** A bucket and who guards it. */
export interface GuardedBucket {
  readonly bucketArn: string;
  /** The one key its objects may be encrypted with. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * ARNs of the roles that may reach its objects at all, whatever other policies say.
   * @default - whoever IAM lets in
   */
  readonly reachableBy?: readonly string[];
  /**
   * Statements added to the policy.
   * @default []
   */
  readonly additional?: readonly Statement[];
}

type Document = aws.types.input.s3.PolicyDocument;
type DocumentStatement = aws.types.input.iam.PolicyStatement;

const minimumTlsVersion = "1.2";

/**
 * Bucket policy of the house: TLS only and of a version that is not broken, objects encrypted by KMS and with the bucket's
 * own key; then what the caller adds.
 *
 * An object and not JSON text: the key's ARN may not be known before the update, and
 * a policy pack can still judge every other part of the document.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function bucketPolicy(bucket: GuardedBucket): Document {
  const { bucketArn, kmsKeyArn, reachableBy, additional = [] } = bucket;
  const everything = [bucketArn, `${bucketArn}/*`];
  const objects = `${bucketArn}/*`;
  return {
    Version: "2012-10-17",
    Statement: [
      deny("TlsOnly", "s3:*", everything, { Bool: { "aws:SecureTransport": "false" } }),
      deny("MinimumTlsVersion", "s3:*", everything, { NumericLessThan: { "s3:TlsVersion": minimumTlsVersion } }),
      ...encryption(objects, kmsKeyArn),
      ...(reachableBy === undefined ? [] : [unreachable(everything, reachableBy)]),
      ...additional.map(asStatement),
    ],
  };
}

/**
 * A put that says nothing of encryption gets the bucket's own. One that asks for KMS and names no key would get the key
 * that AWS manages for S3, so it must name ours; one that brings a key of its own would leave us without.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
function encryption(objects: string, kmsKeyArn: pulumi.Input<string>): DocumentStatement[] {
  const sse = "s3:x-amz-server-side-encryption";
  const refuse = (Sid: string, condition: Parameters<typeof deny>[3]): DocumentStatement =>
    deny(Sid, "s3:PutObject", objects, condition);
  return [
    refuse("KmsOnly", { StringNotEquals: { [sse]: "aws:kms" }, Null: { [sse]: "false" } }),
    refuse("RightKeyOnly", {
      StringNotEquals: { [`${sse}-aws-kms-key-id`]: kmsKeyArn },
      Null: { [`${sse}-aws-kms-key-id`]: "false" },
    }),
    refuse("NoManagedKey", { StringEquals: { [sse]: "aws:kms" }, Null: { [`${sse}-aws-kms-key-id`]: "true" } }),
    refuse("NoCustomerKey", { Null: { [`${sse}-customer-algorithm`]: "false" } }),
  ];
}

/**
 * Keeps everybody else from the objects, administrators included. Settings of the bucket stay out of it: who deploys can
 * change them, this statement too, and still reads nothing.
 */
function unreachable(everything: string[], roleArns: readonly string[]): DocumentStatement {
  if (roleArns.length === 0) {
    throw new Error("A bucket that no role may reach is of no use; name the roles, or leave `reachableBy` out.");
  }
  return deny("ListedRolesOnly", [...objectActions], everything, {
    ArnNotLike: { "aws:PrincipalArn": [...roleArns] },
    // Services act on the bucket with principals of their own, which have no ARN.
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  });
}

const objectActions = [
  "s3:GetObject*",
  "s3:PutObject*",
  "s3:DeleteObject*",
  "s3:RestoreObject",
  "s3:AbortMultipartUpload",
  "s3:ListBucket*",
  "s3:ListMultipartUploadParts",
] as const;

function deny(
  Sid: string,
  Action: string | string[],
  Resource: string | string[],
  Condition: Record<string, Record<string, pulumi.Input<string> | string[]>>,
): DocumentStatement {
  return { Sid, Effect: "Deny", Principal: "*", Action, Resource, Condition };
}

function asStatement(statement: Statement): DocumentStatement {
  return structuredClone(statement) as DocumentStatement; // the same grammar, readonly there
}
