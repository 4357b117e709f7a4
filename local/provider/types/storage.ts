import { hex } from "../recorded.ts";
import type { Properties, ResourceType, ResourceTypes } from "../resource-type.ts";

/** What belongs to a bucket has the bucket's name as its ID. */
const ofBucket: ResourceType = { id: (inputs) => String(inputs.bucket) };

/** Hosted zones of the S3 website endpoints are one per region; this is us-east-1's. */
const hostedZoneId = "Z3AQBSTGFYJSTF";

function object(inputs: Properties): string {
  return `${String(inputs.bucket)}/${String(inputs.key)}`;
}

/** Amazon S3. */
export const types: ResourceTypes = {
  "aws:s3/bucket:Bucket": {
    id: (inputs) => String(inputs.bucket),
    autoName: "bucket",
    outputs: (id, _, { account: { partition, region } }) => ({
      arn: `arn:${partition}:s3:::${id}`,
      bucket: id,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
      bucketRegion: region,
      bucketNamespace: "global",
      hostedZoneId,
      objectLockEnabled: false,
      requestPayer: "BucketOwner",
    }),
  },
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
  "aws:s3/bucketLogging:BucketLogging": ofBucket,
  "aws:s3/bucketNotification:BucketNotification": ofBucket,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ofBucket,
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": ofBucket,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ofBucket,
  "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration": {
    id: (inputs) => `${String(inputs.bucket)}:${String(inputs.name)}`,
  },
  "aws:s3/bucketMetric:BucketMetric": { id: (inputs) => `${String(inputs.bucket)}:${String(inputs.name)}` },
  "aws:s3/inventory:Inventory": { id: (inputs) => `${String(inputs.bucket)}:${String(inputs.name)}` },
  "aws:s3/bucketObject:BucketObject": {
    id: object,
    outputs: (id, _, { account }) => ({ arn: `arn:${account.partition}:s3:::${id}`, etag: hex(32) }),
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    id: object,
    outputs: (id, _, { account }) => ({ arn: `arn:${account.partition}:s3:::${id}`, etag: hex(32) }),
  },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": { id: (_, { account }) => account.accountId },
};
