import { type Rule } from "../rule.ts";
import { ebsEncrypted } from "./ebs-encrypted.ts";
import { eksSecretsCmk } from "./eks-secrets-cmk.ts";
import { kmsKeyPolicyNotPublic } from "./kms-key-policy-not-public.ts";
import { kmsKeyRotation } from "./kms-key-rotation.ts";
import { logGroupCmk } from "./log-group-cmk.ts";
import { mskAtRestCmk } from "./msk-at-rest-cmk.ts";
import { s3BucketHasSse } from "./s3-bucket-has-sse.ts";
import { s3SseKmsCmk } from "./s3-sse-kms-cmk.ts";
import { secretCmk } from "./secret-cmk.ts";

/** Data at rest is encrypted with keys of ours. */
export const encryption: readonly Rule[] = [
  ebsEncrypted,
  eksSecretsCmk,
  kmsKeyPolicyNotPublic,
  kmsKeyRotation,
  logGroupCmk,
  mskAtRestCmk,
  s3BucketHasSse,
  s3SseKmsCmk,
  secretCmk,
];
