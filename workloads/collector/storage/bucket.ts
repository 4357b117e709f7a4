import { setTimeout as pause } from "node:timers/promises";
import { PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import pLimit, { type LimitFunction } from "p-limit";
import { SinkUnavailable } from "../sinks.ts";

/** A bucket and the KMS key of its objects, as the settings name them. */
export interface BucketSettings {
  readonly bucket: string;
  readonly kmsKeyArn: string;
}

/** What is written. */
export interface BucketObject {
  readonly key: string;
  readonly body: string | Buffer;
  readonly contentType: string;
  /** An object that is there already is left as it is, which counts as written. */
  readonly isKept?: boolean;
}

/** Bounds of a bucket's writes. */
export interface BucketBounds {
  /** Writes at a time. */
  readonly concurrency: number;
  /** Writes that wait for others; above, one is refused at once. */
  readonly waiting: number;
  /** Time for a write, with the SDK's retries and the wait for others. */
  readonly timeoutMs: number;
}

/**
 * Part of the configuration of clients that the collector's storage uses: no call hangs, and a failed one is tried again
 * with the SDK's own jitter.
 */
export const storageClientOptions = {
  maxAttempts: 4,
  retryMode: "standard",
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;

/** Another request writes the same key at this moment. S3 asks to try again. */
const conflict = 409;
const conflictPauseMs = 50;
const preconditionFailed = 412;

/** Writes objects to a bucket, encrypted with its key. */
export class Bucket {
  readonly #s3: S3Client;
  readonly #settings: BucketSettings;
  readonly #bounds: BucketBounds;
  readonly #limit: LimitFunction;

  constructor(s3: S3Client, settings: BucketSettings, bounds: BucketBounds) {
    this.#s3 = s3;
    this.#settings = settings;
    this.#bounds = bounds;
    this.#limit = pLimit(bounds.concurrency);
  }

  /**
   * Resolves when the bucket has the object.
   *
   * @throws {SinkUnavailable} when it was not written in time, or too many others wait.
   */
  async put(object: BucketObject): Promise<void> {
    const { bucket } = this.#settings;
    if (this.#limit.pendingCount >= this.#bounds.waiting) {
      throw new SinkUnavailable(`${this.#bounds.waiting} objects wait for the bucket ${bucket} already.`);
    }
    const signal = AbortSignal.timeout(this.#bounds.timeoutMs);
    try {
      await this.#limit(() => this.#put(object, signal));
    } catch (error) {
      // Neither the key, which may be a token, nor the body is any business of the log.
      const reason = error instanceof Error ? error.name : "unknown";
      throw new SinkUnavailable(`The bucket ${bucket} did not take an object: ${reason}.`, { cause: error });
    }
  }

  async #put(object: BucketObject, signal: AbortSignal): Promise<void> {
    const { bucket: Bucket, kmsKeyArn: SSEKMSKeyId } = this.#settings;
    const { key: Key, body: Body, contentType: ContentType, isKept = false } = object;
    const encryption = { ServerSideEncryption: "aws:kms", SSEKMSKeyId, BucketKeyEnabled: true } as const;
    const command = new PutObjectCommand({
      Bucket,
      Key,
      Body,
      ContentType,
      ...encryption,
      ...(isKept && { IfNoneMatch: "*" }),
    });
    for (;;) {
      signal.throwIfAborted();
      try {
        await this.#s3.send(command, { abortSignal: signal });
        return;
      } catch (error) {
        const status = isKept && error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === preconditionFailed) return;
        if (status !== conflict) throw error;
        await pause(conflictPauseMs * (0.5 + Math.random()), undefined, { signal });
      }
    }
  }
}
