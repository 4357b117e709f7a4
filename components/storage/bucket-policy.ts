import { policyDocument, type Statement } from "../iam/policy-document.ts";

/**
 * Bucket policy of the house: TLS only, and only objects encrypted by KMS; then what the caller adds.
 *
 * A put without an encryption header is encrypted by the bucket's default and passes; one that names another kind of
 * encryption is refused.
 */
export function bucketPolicy(bucketArn: string, additional: readonly Statement[] = []): string {
  return policyDocument([
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "KmsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: {
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        Null: { "s3:x-amz-server-side-encryption": "false" },
      },
    },
    ...additional,
  ]);
}
