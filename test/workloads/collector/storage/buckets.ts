import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { storageClientOptions } from "../../../../workloads/collector/storage/bucket.ts";
import { emulator } from "../../../support/emulator.ts";

/** An AWS emulator with a bucket, the key of its objects and an HMAC key. */
export interface Storage {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly bucket: string;
  readonly kmsKeyArn: string;
  readonly tokenKeyArn: string;
  /** Keys of all objects. */
  keys(): Promise<readonly string[]>;
  read(key: string): Promise<{ readonly bytes: Buffer; readonly kmsKeyArn?: string; readonly contentType?: string }>;
}

let buckets = 0;

/** A new bucket in the emulator of this process. */
export async function storage(): Promise<Storage> {
  const { endpoint } = await emulator();
  const configuration = {
    ...storageClientOptions,
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const s3 = new S3Client({ ...configuration, forcePathStyle: true });
  const kms = new KMSClient(configuration);
  const bucket = `collector-storage-${++buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const { KeyMetadata: objectKey } = await kms.send(new CreateKeyCommand({}));
  const { KeyMetadata: tokenKey } = await kms.send(
    new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }),
  );
  return {
    s3,
    kms,
    bucket,
    kmsKeyArn: objectKey?.Arn ?? "",
    tokenKeyArn: tokenKey?.Arn ?? "",
    async keys() {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      return Contents.map(({ Key = "" }) => Key);
    },
    async read(key) {
      const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const bytes = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      return { bytes, kmsKeyArn: answer.SSEKMSKeyId, contentType: answer.ContentType };
    },
  };
}

/** What a fault does to a put. */
export type Fault = "error 500" | "error 503" | "conflict" | "lost answer" | "refused" | undefined;

/** Lets the next puts of a client go wrong, one after the other; returns how many puts were attempted so far. */
export function withFaults(s3: S3Client, faults: Fault[]): () => number {
  let attempts = 0;
  s3.middlewareStack.add(
    (next) => async (step) => {
      attempts += 1;
      const fault = faults.shift();
      if (fault === undefined) return next(step);
      if (fault === "lost answer") {
        await next(step);
        throw Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET", $metadata: {} });
      }
      const { status, name } = answers[fault];
      const $metadata = { httpStatusCode: status };
      throw new S3ServiceException({ name, message: name, $fault: status < 500 ? "client" : "server", $metadata });
    },
    { step: "deserialize", priority: "high", name: `faults-${Math.random()}` },
  );
  return () => attempts;
}

const answers = {
  "error 500": { status: 500, name: "InternalError" },
  "error 503": { status: 503, name: "SlowDown" },
  conflict: { status: 409, name: "ConditionalRequestConflict" },
  refused: { status: 403, name: "AccessDenied" },
} as const;
