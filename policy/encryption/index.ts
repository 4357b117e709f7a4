import { type Rule } from "../rule.ts";
import { athenaResultsCmk } from "./athena-results-cmk.ts";
import { backupVaultCmk } from "./backup-vault-cmk.ts";
import { cloudtrailCmk } from "./cloudtrail-cmk.ts";
import { controlPlaneCmk } from "./control-plane-cmk.ts";
import { dynamodbCmk } from "./dynamodb-cmk.ts";
import { ebsEncrypted } from "./ebs-encrypted.ts";
import { ecrCmk } from "./ecr-cmk.ts";
import { eksSecretsCmk } from "./eks-secrets-cmk.ts";
import { emrAtRest } from "./emr-at-rest.ts";
import { emrServerlessLogsCmk } from "./emr-serverless-logs-cmk.ts";
import { firehoseCmk } from "./firehose-cmk.ts";
import { glueCatalogEncrypted } from "./glue-catalog-encrypted.ts";
import { glueSecurityConfigCmk } from "./glue-security-config-cmk.ts";
import { glueUsesSecurityConfig } from "./glue-uses-security-config.ts";
import { kinesisCmk } from "./kinesis-cmk.ts";
import { kmsKeyDeletionWindow } from "./kms-key-deletion-window.ts";
import { kmsKeyPolicyExplicit } from "./kms-key-policy-explicit.ts";
import { kmsKeyPolicyNotPublic } from "./kms-key-policy-not-public.ts";
import { kmsKeyRotation } from "./kms-key-rotation.ts";
import { kmsKeySeparation } from "./kms-key-separation.ts";
import { lambdaEnvCmk } from "./lambda-env-cmk.ts";
import { logGroupCmk } from "./log-group-cmk.ts";
import { mskAtRestCmk } from "./msk-at-rest-cmk.ts";
import { mwaaCmk } from "./mwaa-cmk.ts";
import { opensearchCmk } from "./opensearch-cmk.ts";
import { rdsCmk } from "./rds-cmk.ts";
import { redshiftCmk } from "./redshift-cmk.ts";
import { s3BucketHasSse } from "./s3-bucket-has-sse.ts";
import { s3SseKmsCmk } from "./s3-sse-kms-cmk.ts";
import { s3tablesCmk } from "./s3tables-cmk.ts";
import { secretCmk } from "./secret-cmk.ts";
import { snsCmk } from "./sns-cmk.ts";
import { sqsCmk } from "./sqs-cmk.ts";

/** Data at rest is encrypted with keys of ours. */
export const encryption: readonly Rule[] = [
  athenaResultsCmk,
  backupVaultCmk,
  cloudtrailCmk,
  controlPlaneCmk,
  dynamodbCmk,
  ebsEncrypted,
  ecrCmk,
  eksSecretsCmk,
  emrAtRest,
  emrServerlessLogsCmk,
  firehoseCmk,
  glueCatalogEncrypted,
  glueSecurityConfigCmk,
  glueUsesSecurityConfig,
  kinesisCmk,
  kmsKeyDeletionWindow,
  kmsKeyPolicyExplicit,
  kmsKeyPolicyNotPublic,
  kmsKeyRotation,
  kmsKeySeparation,
  lambdaEnvCmk,
  logGroupCmk,
  mskAtRestCmk,
  mwaaCmk,
  opensearchCmk,
  rdsCmk,
  redshiftCmk,
  s3BucketHasSse,
  s3SseKmsCmk,
  s3tablesCmk,
  secretCmk,
  snsCmk,
  sqsCmk,
];
