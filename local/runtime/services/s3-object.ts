import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";

import type { ResourceHandler } from "../../provider/resource-type.ts";
import { archiveContent, assetContent } from "./assets.ts";
import type { EmulatorClients } from "./clients.ts";
import { handler } from "./handler.ts";
import { present, regionOf, stringMap, tagged, tagsOf, text } from "./properties.ts";
import { noBucket } from "./s3-bucket.ts";

const inputs = z.object({
  bucket: z.string(),
  key: z.string(),
  region: z.string().optional(),
  content: z.string().optional(),
  contentBase64: z.string().optional(),
  source: z.unknown().optional(),
  contentType: z.string().optional(),
  cacheControl: z.string().optional(),
  kmsKeyId: z.string().optional(),
  serverSideEncryption: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]).optional(),
  metadata: stringMap.optional(),
  ...tagged,
});

type Inputs = z.infer<typeof inputs>;

/** `aws:s3/bucketObjectv2:BucketObjectv2`. */
export function bucketObject(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    gone: [...noBucket, "NoSuchKey"],
    async create(given, context) {
      await put(clients.s3(regionOf(given, context)), given);
      return `${given.bucket}/${given.key}`;
    },
    async read(id, state, context) {
      const { bucket, key } = place(id, text(state, "bucket"));
      const region = regionOf(state, context);
      const found = await clients.s3(region).send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return present({
        id,
        bucket,
        key,
        region,
        arn: `arn:${context.account.partition}:s3:::${bucket}/${key}`,
        contentType: found.ContentType,
        etag: found.ETag?.replaceAll('"', ""),
        kmsKeyId: found.SSEKMSKeyId,
        serverSideEncryption: found.ServerSideEncryption,
        versionId: found.VersionId,
        storageClass: found.StorageClass ?? "STANDARD",
        tagsAll: state.tagsAll ?? state.tags ?? {},
      });
    },
    async update(_id, given, { context }) {
      await put(clients.s3(regionOf(given, context)), given);
    },
    async delete(id, state, context) {
      const { bucket, key } = place(id, text(state, "bucket"));
      const VersionId = text(state, "versionId");
      await clients.s3(regionOf(state, context)).send(
        // The version this resource wrote; earlier ones are the bucket's history.
        new DeleteObjectCommand({ Bucket: bucket, Key: key, ...(VersionId === "null" ? {} : { VersionId }) }),
      );
    },
  });
}

function place(id: string, bucketName: string | undefined): { bucket: string; key: string } {
  const bucket = bucketName ?? id.split("/")[0] ?? id;
  return { bucket, key: id.slice(bucket.length + 1) };
}

async function put(s3: S3Client, given: Inputs): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: given.bucket,
      Key: given.key,
      Body: await body(given),
      CacheControl: given.cacheControl,
      ContentType: given.contentType ?? "application/octet-stream",
      Metadata: given.metadata,
      ServerSideEncryption: given.serverSideEncryption ?? (given.kmsKeyId === undefined ? undefined : "aws:kms"),
      SSEKMSKeyId: given.kmsKeyId,
      Tagging: new URLSearchParams(tagsOf(given)).toString() || undefined,
    }),
  );
}

async function body(given: Inputs): Promise<Uint8Array> {
  if (given.content !== undefined) return Buffer.from(given.content);
  if (given.contentBase64 !== undefined) return Buffer.from(given.contentBase64, "base64");
  if (given.source === undefined) return new Uint8Array();
  const packed = (await assetContent(given.source)) ?? (await archiveContent(given.source));
  if (packed instanceof Uint8Array) return packed;
  throw new Error(`the source of the object ${given.key} must be a file asset, a text asset or a packed archive.`);
}
