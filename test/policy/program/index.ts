import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("right", { enableKeyRotation: true, deletionWindowInDays: 30 });

// A bucket whose name nobody chose is not known before it exists; what belongs to it is linked all the same.
const bucket = new aws.s3.Bucket("data");
new aws.s3.BucketServerSideEncryptionConfiguration("data-encryption", {
  bucket: bucket.bucket,
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      bucketKeyEnabled: true,
    },
  ],
});
new aws.s3.BucketPolicy("data-policy", {
  bucket: bucket.bucket,
  policy: bucket.arn.apply((arn) =>
    JSON.stringify({
      Statement: {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    }),
  ),
});

if (process.env.POLICY_PROGRAM_WRONG === "true") {
  new aws.kms.Key("wrong", { enableKeyRotation: false });
}
