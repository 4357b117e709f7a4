import { type Rule } from "../rule.ts";
import { athenaEnforcedAndCapped } from "./athena-enforced-and-capped.ts";
import { dbBackupAndProtect } from "./db-backup-and-protect.ts";
import { dynamodbRecovery } from "./dynamodb-recovery.ts";
import { ecrHygiene } from "./ecr-hygiene.ts";
import { eventRuleDlq } from "./event-rule-dlq.ts";
import { kinesisRetention } from "./kinesis-retention.ts";
import { lambdaFailurePath } from "./lambda-failure-path.ts";
import { mskDurable } from "./msk-durable.ts";
import { noLiteralSecrets } from "./no-literal-secrets.ts";
import { piiIsolated } from "./pii-isolated.ts";
import { redshiftSnapshotsVpc } from "./redshift-snapshots-vpc.ts";
import { s3AclDisabled } from "./s3-acl-disabled.ts";
import { s3BlockPublicAccess } from "./s3-block-public-access.ts";
import { s3Lifecycle } from "./s3-lifecycle.ts";
import { s3NoForceDestroy } from "./s3-no-force-destroy.ts";
import { s3ObjectLock } from "./s3-object-lock.ts";
import { s3Versioning } from "./s3-versioning.ts";
import { secretLifecycle } from "./secret-lifecycle.ts";
import { sqsDlq } from "./sqs-dlq.ts";
import { statefulProtected } from "./stateful-protected.ts";
import { supportedVersions } from "./supported-versions.ts";

/** Data outlives mistakes, and leaves when it must. */
export const dataProtection: readonly Rule[] = [
  athenaEnforcedAndCapped,
  dbBackupAndProtect,
  dynamodbRecovery,
  ecrHygiene,
  eventRuleDlq,
  kinesisRetention,
  lambdaFailurePath,
  mskDurable,
  noLiteralSecrets,
  piiIsolated,
  redshiftSnapshotsVpc,
  s3AclDisabled,
  s3BlockPublicAccess,
  s3Lifecycle,
  s3NoForceDestroy,
  s3ObjectLock,
  s3Versioning,
  secretLifecycle,
  sqsDlq,
  statefulProtected,
  supportedVersions,
];
