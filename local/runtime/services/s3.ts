import type { ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { bucket } from "./s3-bucket.ts";
import { bucketLifecycle } from "./s3-lifecycle.ts";
import { bucketObject } from "./s3-object.ts";
import {
  bucketEncryption,
  bucketLogging,
  bucketObjectLock,
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
} from "./s3-settings.ts";

/**
 * Real S3 types. Intelligent tiering, inventory, analytics and metrics configurations stay recorded: the emulator
 * takes their requests for other ones (a DELETE of a tiering configuration would delete the bucket).
 */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:s3/bucket:Bucket": bucket(clients),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketLifecycle(clients),
    "aws:s3/bucketLogging:BucketLogging": bucketLogging(clients),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": bucketObjectLock(clients),
    "aws:s3/bucketObjectv2:BucketObjectv2": bucketObject(clients),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": bucketOwnershipControls(clients),
    "aws:s3/bucketPolicy:BucketPolicy": bucketPolicy(clients),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketPublicAccessBlock(clients),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketEncryption(clients),
    "aws:s3/bucketVersioning:BucketVersioning": bucketVersioning(clients),
  };
}
