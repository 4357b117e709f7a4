import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  type LifecycleRuleFilter,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { present, stringMap, tagList, tagMap } from "./properties.ts";
import { bucketSetting } from "./s3-setting.ts";

const storageClass = z.enum([
  "DEEP_ARCHIVE",
  "GLACIER",
  "GLACIER_IR",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "STANDARD_IA",
]);

const filter = z.object({
  prefix: z.string().optional(),
  tag: z.object({ key: z.string(), value: z.string() }).optional(),
  objectSizeGreaterThan: z.number().optional(),
  objectSizeLessThan: z.number().optional(),
  and: z
    .object({
      prefix: z.string().optional(),
      tags: stringMap.optional(),
      objectSizeGreaterThan: z.number().optional(),
      objectSizeLessThan: z.number().optional(),
    })
    .optional(),
});

const rule = z.object({
  id: z.string(),
  status: z.enum(["Enabled", "Disabled"]),
  prefix: z.undefined({ error: "S3 deprecates a rule's own prefix; use filter.prefix" }).optional(),
  filter: filter.optional(),
  abortIncompleteMultipartUpload: z.object({ daysAfterInitiation: z.number().optional() }).optional(),
  expiration: z
    .object({
      date: z.string().optional(),
      days: z.number().optional(),
      expiredObjectDeleteMarker: z.boolean().optional(),
    })
    .optional(),
  noncurrentVersionExpiration: z
    .object({ newerNoncurrentVersions: z.number().optional(), noncurrentDays: z.number() })
    .optional(),
  noncurrentVersionTransitions: z
    .array(z.object({ newerNoncurrentVersions: z.number().optional(), noncurrentDays: z.number(), storageClass }))
    .optional(),
  transitions: z.array(z.object({ date: z.string().optional(), days: z.number().optional(), storageClass })).optional(),
});

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`. The emulator keeps the rules; it expires nothing. */
export function bucketLifecycle(clients: EmulatorClients): ResourceHandler {
  return bucketSetting(clients, {
    inputs: z.object({
      bucket: z.string(),
      region: z.string().optional(),
      expectedBucketOwner: z.string().optional(),
      rules: z.array(rule).default([]),
    }),
    gone: "NoSuchLifecycleConfiguration",
    put: (s3, { bucket, rules }) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket: bucket,
          LifecycleConfiguration: { Rules: rules.map(toRule) },
        }),
      ),
    async get(s3, name) {
      const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: name }));
      return { rules: Rules.map(fromRule) };
    },
    remove: (s3, name) => s3.send(new DeleteBucketLifecycleCommand({ Bucket: name })),
  });
}

function toRule(given: z.infer<typeof rule>): LifecycleRule {
  const { abortIncompleteMultipartUpload: abort, expiration, noncurrentVersionExpiration: noncurrent } = given;
  return {
    ID: given.id,
    Status: given.status,
    // An empty filter is the whole bucket.
    Filter: toFilter(given.filter ?? {}),
    AbortIncompleteMultipartUpload: abort && { DaysAfterInitiation: abort.daysAfterInitiation },
    Expiration: expiration && {
      Date: toDate(expiration.date),
      Days: expiration.days,
      ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker,
    },
    NoncurrentVersionExpiration: noncurrent && {
      NewerNoncurrentVersions: noncurrent.newerNoncurrentVersions,
      NoncurrentDays: noncurrent.noncurrentDays,
    },
    NoncurrentVersionTransitions: given.noncurrentVersionTransitions?.map((transition) => ({
      NewerNoncurrentVersions: transition.newerNoncurrentVersions,
      NoncurrentDays: transition.noncurrentDays,
      StorageClass: transition.storageClass,
    })),
    Transitions: given.transitions?.map((transition) => ({
      Date: toDate(transition.date),
      Days: transition.days,
      StorageClass: transition.storageClass,
    })),
  };
}

function toFilter({ prefix, tag, and, ...sizes }: z.infer<typeof filter>): LifecycleRuleFilter {
  return {
    Prefix: prefix,
    Tag: tag && { Key: tag.key, Value: tag.value },
    ObjectSizeGreaterThan: sizes.objectSizeGreaterThan,
    ObjectSizeLessThan: sizes.objectSizeLessThan,
    And: and && {
      Prefix: and.prefix,
      Tags: and.tags && tagList(and.tags),
      ObjectSizeGreaterThan: and.objectSizeGreaterThan,
      ObjectSizeLessThan: and.objectSizeLessThan,
    },
  };
}

function fromRule(found: LifecycleRule): Properties {
  const {
    AbortIncompleteMultipartUpload: abort,
    Expiration: expiration,
    NoncurrentVersionExpiration: noncurrent,
  } = found;
  return present({
    id: found.ID,
    status: found.Status,
    filter: fromFilter(found.Filter),
    abortIncompleteMultipartUpload: abort && { daysAfterInitiation: abort.DaysAfterInitiation },
    expiration:
      expiration &&
      present({
        date: expiration.Date?.toISOString(),
        days: expiration.Days,
        expiredObjectDeleteMarker: expiration.ExpiredObjectDeleteMarker,
      }),
    noncurrentVersionExpiration:
      noncurrent &&
      present({
        newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions,
        noncurrentDays: noncurrent.NoncurrentDays,
      }),
    noncurrentVersionTransitions: found.NoncurrentVersionTransitions?.map((transition) =>
      present({
        newerNoncurrentVersions: transition.NewerNoncurrentVersions,
        noncurrentDays: transition.NoncurrentDays,
        storageClass: transition.StorageClass,
      }),
    ),
    transitions: found.Transitions?.map((transition) =>
      present({
        date: transition.Date?.toISOString(),
        days: transition.Days,
        storageClass: transition.StorageClass,
      }),
    ),
  });
}

function fromFilter(found: LifecycleRuleFilter | undefined): Properties | undefined {
  if (found === undefined) return undefined;
  const { And: and, Tag: tag } = found;
  return present({
    prefix: found.Prefix,
    tag: tag && { key: tag.Key, value: tag.Value },
    objectSizeGreaterThan: found.ObjectSizeGreaterThan,
    objectSizeLessThan: found.ObjectSizeLessThan,
    and:
      and &&
      present({
        prefix: and.Prefix,
        tags: and.Tags && tagMap(and.Tags),
        objectSizeGreaterThan: and.ObjectSizeGreaterThan,
        objectSizeLessThan: and.ObjectSizeLessThan,
      }),
  });
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
