import {
  DeleteBucketEncryptionCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";

import type { ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { currentDocument, jsonDocument, present } from "./properties.ts";
import { bucketSetting } from "./s3-setting.ts";

const ofBucket = { bucket: z.string(), region: z.string().optional(), expectedBucketOwner: z.string().optional() };

/** `aws:s3/bucketVersioning:BucketVersioning`. */
export function bucketVersioning(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      versioningConfiguration: z.object({
        status: z.enum(["Enabled", "Suspended", "Disabled"]),
        mfaDelete: z.enum(["Enabled", "Disabled"]).optional(),
      }),
    }),
    async put(s3, { bucket, versioningConfiguration: { status, mfaDelete } }) {
      // "Disabled" is the provider's word for never having been enabled.
      if (status === "Disabled") return;
      await s3.send(
        new PutBucketVersioningCommand({
          Bucket: bucket,
          VersioningConfiguration: { Status: status, MFADelete: mfaDelete },
        }),
      );
    },
    async get(s3, name) {
      const { Status, MFADelete } = await s3.send(new GetBucketVersioningCommand({ Bucket: name }));
      return { versioningConfiguration: present({ status: Status ?? "Disabled", mfaDelete: MFADelete }) };
    },
    async remove(s3, name) {
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: name }));
      // Versioning cannot be removed; the provider suspends it, where it was ever enabled.
      if (Status !== "Enabled") return;
      await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: "Suspended" } }));
    },
  });
}

/** `aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration`. */
export function bucketEncryption(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      rules: z.array(
        z.object({
          applyServerSideEncryptionByDefault: z
            .object({
              sseAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
              kmsMasterKeyId: z.string().optional(),
            })
            .optional(),
          bucketKeyEnabled: z.boolean().optional(),
        }),
      ),
    }),
    gone: "ServerSideEncryptionConfigurationNotFoundError",
    put: (s3, { bucket, rules }) =>
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket: bucket,
          ServerSideEncryptionConfiguration: {
            Rules: rules.map(({ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled }) => ({
              ...(byDefault === undefined
                ? {}
                : {
                    ApplyServerSideEncryptionByDefault: {
                      SSEAlgorithm: byDefault.sseAlgorithm,
                      KMSMasterKeyID: byDefault.kmsMasterKeyId,
                    },
                  }),
              BucketKeyEnabled: bucketKeyEnabled,
            })),
          },
        }),
      ),
    async get(s3, name) {
      const { ServerSideEncryptionConfiguration: found } = await s3.send(
        new GetBucketEncryptionCommand({ Bucket: name }),
      );
      return {
        rules: (found?.Rules ?? []).map((rule) =>
          present({
            applyServerSideEncryptionByDefault:
              rule.ApplyServerSideEncryptionByDefault &&
              present({
                sseAlgorithm: rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm,
                kmsMasterKeyId: rule.ApplyServerSideEncryptionByDefault.KMSMasterKeyID,
              }),
            bucketKeyEnabled: rule.BucketKeyEnabled,
          }),
        ),
      };
    },
    remove: (s3, name) => s3.send(new DeleteBucketEncryptionCommand({ Bucket: name })),
  });
}

/** `aws:s3/bucketPolicy:BucketPolicy`. */
export function bucketPolicy(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({ ...ofBucket, policy: jsonDocument }),
    gone: "NoSuchBucketPolicy",
    put: (s3, { bucket, policy }) => s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy })),
    async get(s3, name, state) {
      const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: name }));
      return Policy === undefined ? undefined : { policy: currentDocument(state.policy, Policy) };
    },
    remove: (s3, name) => s3.send(new DeleteBucketPolicyCommand({ Bucket: name })),
  });
}

/** `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock`. */
export function bucketPublicAccessBlock(clients: EmulatorClients): ResourceHandler {
  const flag = z.boolean().default(false);
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      blockPublicAcls: flag,
      blockPublicPolicy: flag,
      ignorePublicAcls: flag,
      restrictPublicBuckets: flag,
    }),
    gone: "NoSuchPublicAccessBlockConfiguration",
    put: (s3, inputs) =>
      s3.send(
        new PutPublicAccessBlockCommand({
          Bucket: inputs.bucket,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: inputs.blockPublicAcls,
            BlockPublicPolicy: inputs.blockPublicPolicy,
            IgnorePublicAcls: inputs.ignorePublicAcls,
            RestrictPublicBuckets: inputs.restrictPublicBuckets,
          },
        }),
      ),
    async get(s3, name) {
      const { PublicAccessBlockConfiguration: found } = await s3.send(
        new GetPublicAccessBlockCommand({ Bucket: name }),
      );
      return {
        blockPublicAcls: found?.BlockPublicAcls ?? false,
        blockPublicPolicy: found?.BlockPublicPolicy ?? false,
        ignorePublicAcls: found?.IgnorePublicAcls ?? false,
        restrictPublicBuckets: found?.RestrictPublicBuckets ?? false,
      };
    },
    remove: (s3, name) => s3.send(new DeletePublicAccessBlockCommand({ Bucket: name })),
  });
}

/** `aws:s3/bucketOwnershipControls:BucketOwnershipControls`. */
export function bucketOwnershipControls(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      rule: z.object({ objectOwnership: z.enum(["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"]) }),
    }),
    gone: "OwnershipControlsNotFoundError",
    put: (s3, { bucket, rule }) =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket: bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: rule.objectOwnership }] },
        }),
      ),
    async get(s3, name) {
      const { OwnershipControls: found } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket: name }));
      return { rule: { objectOwnership: found?.Rules?.[0]?.ObjectOwnership } };
    },
    remove: (s3, name) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket: name })),
  });
}

/** `aws:s3/bucketLogging:BucketLogging`. */
export function bucketLogging(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      targetBucket: z.string(),
      targetPrefix: z.string(),
      targetObjectKeyFormat: z
        .object({
          partitionedPrefix: z.object({ partitionDateSource: z.enum(["EventTime", "DeliveryTime"]) }).optional(),
          simplePrefix: z.object({}).optional(),
        })
        .optional(),
    }),
    put: (s3, { bucket, targetBucket, targetPrefix, targetObjectKeyFormat: format }) =>
      s3.send(
        new PutBucketLoggingCommand({
          Bucket: bucket,
          BucketLoggingStatus: {
            LoggingEnabled: {
              TargetBucket: targetBucket,
              TargetPrefix: targetPrefix,
              ...(format === undefined
                ? {}
                : {
                    TargetObjectKeyFormat:
                      format.partitionedPrefix === undefined
                        ? { SimplePrefix: {} }
                        : { PartitionedPrefix: { PartitionDateSource: format.partitionedPrefix.partitionDateSource } },
                  }),
            },
          },
        }),
      ),
    async get(s3, name) {
      const { LoggingEnabled: found } = await s3.send(new GetBucketLoggingCommand({ Bucket: name }));
      return found === undefined ? undefined : { targetBucket: found.TargetBucket, targetPrefix: found.TargetPrefix };
    },
    remove: (s3, name) => s3.send(new PutBucketLoggingCommand({ Bucket: name, BucketLoggingStatus: {} })),
  });
}

/** `aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration`. */
export function bucketObjectLock(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      ...ofBucket,
      rule: z
        .object({
          defaultRetention: z.object({
            mode: z.enum(["GOVERNANCE", "COMPLIANCE"]).optional(),
            days: z.number().optional(),
            years: z.number().optional(),
          }),
        })
        .optional(),
    }),
    gone: "ObjectLockConfigurationNotFoundError",
    put: (s3, { bucket, rule }) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket: bucket,
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            ...(rule === undefined
              ? {}
              : {
                  Rule: {
                    DefaultRetention: {
                      Mode: rule.defaultRetention.mode,
                      Days: rule.defaultRetention.days,
                      Years: rule.defaultRetention.years,
                    },
                  },
                }),
          },
        }),
      ),
    async get(s3, name) {
      const { ObjectLockConfiguration: found } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: name }));
      const retention = found?.Rule?.DefaultRetention;
      return {
        objectLockEnabled: found?.ObjectLockEnabled,
        rule: retention && {
          defaultRetention: present({ mode: retention.Mode, days: retention.Days, years: retention.Years }),
        },
      };
    },
    // Object Lock cannot be turned off; without a rule nothing is retained by default.
    remove: (s3, name) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket: name,
          ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
        }),
      ),
  });
}
