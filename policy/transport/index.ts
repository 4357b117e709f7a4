import { type Rule } from "../rule.ts";
import { mskAuthenticated } from "./msk-authenticated.ts";
import { mskTlsClient } from "./msk-tls-client.ts";
import { mskTlsInCluster } from "./msk-tls-in-cluster.ts";
import { s3BucketHasPolicy } from "./s3-bucket-has-policy.ts";
import { s3DenyInsecureTransport } from "./s3-deny-insecure-transport.ts";
import { snsDenyInsecureTransport } from "./sns-deny-insecure-transport.ts";
import { sqsDenyInsecureTransport } from "./sqs-deny-insecure-transport.ts";

/** Data in transit is encrypted, and both ends know each other. */
export const transport: readonly Rule[] = [
  mskAuthenticated,
  mskTlsClient,
  mskTlsInCluster,
  s3BucketHasPolicy,
  s3DenyInsecureTransport,
  snsDenyInsecureTransport,
  sqsDenyInsecureTransport,
];
