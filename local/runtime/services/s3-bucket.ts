import {
  AbortMultipartUploadCommand,
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler, unlessGone } from "./handler.ts";
import { currentTags, regionOf, tagged, tagList, tagMap, tagsOf } from "./properties.ts";

/** Names by which S3 says that a bucket is gone (a HEAD has no body, hence `NotFound`). */
export const noBucket = ["NoSuchBucket", "NotFound"] as const;

/** Settings the provider still takes on the bucket itself and each has a resource of its own for. */
const separateResources: Readonly<Record<string, string>> = {
  accelerationStatus: "BucketAccelerateConfiguration",
  corsRules: "BucketCorsConfiguration",
  grants: "BucketAcl",
  lifecycleRules: "BucketLifecycleConfiguration",
  logging: "BucketLogging",
  objectLockConfiguration: "BucketObjectLockConfiguration",
  policy: "BucketPolicy",
  replicationConfiguration: "BucketReplicationConfig",
  requestPayer: "BucketRequestPaymentConfiguration",
  serverSideEncryptionConfiguration: "BucketServerSideEncryptionConfiguration",
  versioning: "BucketVersioning",
  website: "BucketWebsiteConfiguration",
};

/** Route 53 zones of S3's website endpoints (AWS General Reference, Amazon S3 endpoints). */
const hostedZones: Readonly<Record<string, string>> = {
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "us-east-1": "Z3AQBSTGFAJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

const inputs = z.looseObject({
  bucket: z.string(),
  region: z.string().optional(),
  objectLockEnabled: z.boolean().optional(),
  ...tagged,
});

/** `aws:s3/bucket:Bucket`. */
export function bucket(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists: ["BucketAlreadyOwnedByYou", "BucketAlreadyExists"],
    gone: noBucket,
    async create(given, context) {
      refuseInlineSettings(given);
      const region = regionOf(given, context);
      const s3 = clients.s3(region);
      // In us-east-1 CreateBucket succeeds for a bucket one owns; the provider asks first, and so do we.
      if (await bucketExists(s3, given.bucket)) {
        throw Object.assign(new Error(`the bucket ${given.bucket} belongs to you.`), {
          name: "BucketAlreadyOwnedByYou",
        });
      }
      await s3.send(
        new CreateBucketCommand({
          Bucket: given.bucket,
          ...(given.objectLockEnabled === true ? { ObjectLockEnabledForBucket: true } : {}),
          // Every region's name is a location constraint; the SDK's type lists those of its release.
          ...(region === "us-east-1"
            ? {}
            : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
        }),
      );
      await putTags(s3, given.bucket, tagsOf(given));
      return given.bucket;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const s3 = clients.s3(region);
      await s3.send(new HeadBucketCommand({ Bucket: id }));
      const tagging = await unlessGone(["NoSuchTagSet"], s3.send(new GetBucketTaggingCommand({ Bucket: id })));
      return {
        ...names(id, region, context.account.partition),
        forceDestroy: state.forceDestroy ?? false,
        objectLockEnabled: state.objectLockEnabled ?? false,
        ...currentTags(state, tagMap(tagging?.TagSet)),
      };
    },
    async update(id, given, { context }) {
      refuseInlineSettings(given);
      await putTags(clients.s3(regionOf(given, context)), id, tagsOf(given));
    },
    async delete(id, state, context) {
      const s3 = clients.s3(regionOf(state, context));
      if (state.forceDestroy === true) await empty(s3, id);
      const left = await countVersions(s3, id);
      if (left > 0) {
        throw new Error(
          `BucketNotEmpty: the bucket ${id} holds ${left} object versions. ` +
            `Empty it, or set forceDestroy: true on the bucket and deploy that before deleting it.`,
        );
      }
      await s3.send(new DeleteBucketCommand({ Bucket: id }));
    },
  });
}

function names(name: string, region: string, partition: string): Properties {
  return {
    id: name,
    bucket: name,
    arn: `arn:${partition}:s3:::${name}`,
    bucketDomainName: `${name}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    bucketRegion: region,
    hostedZoneId: hostedZones[region] ?? "",
    region,
  };
}

function refuseInlineSettings(given: Properties): void {
  const inline = Object.entries(separateResources).filter(([property]) => given[property] !== undefined);
  if (inline.length === 0) return;
  const advice = inline.map(([property, type]) => `${property} (use aws.s3.${type})`);
  throw new Error(`the one-machine cloud takes no settings on the bucket itself: ${advice.join(", ")}.`);
}

async function bucketExists(s3: S3Client, name: string): Promise<boolean> {
  return (await unlessGone(noBucket, s3.send(new HeadBucketCommand({ Bucket: name })))) !== undefined;
}

async function putTags(s3: S3Client, name: string, tags: Record<string, string>): Promise<void> {
  const TagSet = tagList(tags);
  if (TagSet.length > 0) await s3.send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }));
  else await s3.send(new DeleteBucketTaggingCommand({ Bucket: name }));
}

/** Pages of object versions and delete markers. */
async function* versions(s3: S3Client, name: string): AsyncGenerator<{ Key: string; VersionId?: string }[]> {
  let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (next !== undefined) {
    const page: {
      Versions?: Version[];
      DeleteMarkers?: Version[];
      IsTruncated?: boolean;
      NextKeyMarker?: string;
      NextVersionIdMarker?: string;
    } = await s3.send(new ListObjectVersionsCommand({ Bucket: name, ...next }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    yield found.flatMap(({ Key, VersionId }) =>
      Key === undefined ? [] : [{ Key, ...(VersionId === undefined ? {} : { VersionId }) }],
    );
    next =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
  }
}

interface Version {
  readonly Key?: string;
  readonly VersionId?: string;
}

async function countVersions(s3: S3Client, name: string): Promise<number> {
  let count = 0;
  for await (const page of versions(s3, name)) count += page.length;
  return count;
}

async function empty(s3: S3Client, name: string): Promise<void> {
  const uploads = await s3.send(new ListMultipartUploadsCommand({ Bucket: name }));
  for (const { Key, UploadId } of uploads.Uploads ?? []) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket: name, Key, UploadId }));
  }
  for await (const page of versions(s3, name)) {
    if (page.length > 0)
      await s3.send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects: page, Quiet: true } }));
  }
}
