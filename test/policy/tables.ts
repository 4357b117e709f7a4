import { table as ebsEncrypted } from "./encryption/ebs-encrypted.rows.ts";
import { table as eksSecretsCmk } from "./encryption/eks-secrets-cmk.rows.ts";
import { table as kmsKeyPolicyNotPublic } from "./encryption/kms-key-policy-not-public.rows.ts";
import { table as kmsKeyRotation } from "./encryption/kms-key-rotation.rows.ts";
import { table as logGroupCmk } from "./encryption/log-group-cmk.rows.ts";
import { table as mskAtRestCmk } from "./encryption/msk-at-rest-cmk.rows.ts";
import { table as s3BucketHasSse } from "./encryption/s3-bucket-has-sse.rows.ts";
import { table as s3SseKmsCmk } from "./encryption/s3-sse-kms-cmk.rows.ts";
import { table as secretCmk } from "./encryption/secret-cmk.rows.ts";
import { table as iamKmsDecryptScoped } from "./least-privilege/iam-kms-decrypt-scoped.rows.ts";
import { table as iamNoAdmin } from "./least-privilege/iam-no-admin.rows.ts";
import { table as iamNoServiceWildcard } from "./least-privilege/iam-no-service-wildcard.rows.ts";
import { table as iamRoleHasBoundary } from "./least-privilege/iam-role-has-boundary.rows.ts";
import { table as iamTrustPrincipal } from "./least-privilege/iam-trust-principal.rows.ts";
import { table as lakeformationNoIamAllowed } from "./least-privilege/lakeformation-no-iam-allowed.rows.ts";
import { table as imdsv2 } from "./network/imdsv2.rows.ts";
import { table as mskAuthenticated } from "./transport/msk-authenticated.rows.ts";
import { table as mskTlsClient } from "./transport/msk-tls-client.rows.ts";
import { table as mskTlsInCluster } from "./transport/msk-tls-in-cluster.rows.ts";
import { table as s3BucketHasPolicy } from "./transport/s3-bucket-has-policy.rows.ts";
import { table as s3DenyInsecureTransport } from "./transport/s3-deny-insecure-transport.rows.ts";
import { type RuleTable } from "./table.ts";

/** The tables of all rules; rules.test.ts holds the list against the registry. */
export const tables: readonly RuleTable[] = [
  ebsEncrypted,
  eksSecretsCmk,
  kmsKeyPolicyNotPublic,
  kmsKeyRotation,
  logGroupCmk,
  mskAtRestCmk,
  s3BucketHasSse,
  s3SseKmsCmk,
  secretCmk,
  iamKmsDecryptScoped,
  iamNoAdmin,
  iamNoServiceWildcard,
  iamRoleHasBoundary,
  iamTrustPrincipal,
  lakeformationNoIamAllowed,
  imdsv2,
  mskAuthenticated,
  mskTlsClient,
  mskTlsInCluster,
  s3BucketHasPolicy,
  s3DenyInsecureTransport,
];
