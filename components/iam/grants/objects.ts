import { bucketArn, type Place } from "../../naming.ts";
import { type Grant, sidPart } from "../grant.ts";

/** Objects under a prefix of a bucket. */
export interface Objects {
  readonly place: Place;
  readonly bucketName: string;
  /** Ends with a slash, so that no other prefix starts with it; empty for the whole bucket. */
  readonly prefix: string;
  /** Alias of the key that encrypts them. */
  readonly keyAlias: string;
}

export function readObjects(objects: Objects): Grant {
  return onObjects("ReadObjects", objects, ["s3:GetObject"]);
}

/** Add objects, in one piece or in parts. Whoever may add may also overwrite: S3 knows no right to do only the first. */
export function writeObjects(objects: Objects): Grant {
  return onObjects("WriteObjects", objects, ["s3:PutObject", "s3:AbortMultipartUpload"]);
}

/** Read, write and delete: what a table's writer and a checkpoint need. */
export function replaceObjects(objects: Objects): Grant {
  return onObjects("ReplaceObjects", objects, [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
  ]);
}

/** List what is under the prefix, and nothing beside it. */
export function listPrefix(objects: Objects): Grant {
  const { place, bucketName, prefix } = objects;
  checkPrefix(objects);
  return {
    statements: [
      {
        Sid: `ListPrefix${sidPart(`${bucketName}/${prefix}`)}`,
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: bucketArn(place, bucketName),
        Condition: { StringLike: { "s3:prefix": [prefix, `${prefix}*`] } },
      },
    ],
    keyAliases: [],
  };
}

/**
 * List a whole bucket. For Hadoop's file systems, which ask for keys that are not there yet: S3 answers 404 only to who may
 * list the bucket, 403 to others, and says nowhere that a listing bound to a prefix is enough.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export function listBucket({ place, bucketName }: Pick<Objects, "place" | "bucketName">): Grant {
  return {
    statements: [
      { Sid: "ListBuckets", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn(place, bucketName) },
    ],
    keyAliases: [],
  };
}

function onObjects(Sid: string, objects: Objects, Action: readonly string[]): Grant {
  const { place, bucketName, prefix, keyAlias } = objects;
  checkPrefix(objects);
  return {
    statements: [{ Sid, Effect: "Allow", Action, Resource: `${bucketArn(place, bucketName)}/${prefix}*` }],
    keyAliases: [keyAlias],
  };
}

function checkPrefix({ bucketName, prefix }: Objects): void {
  if (prefix !== "" && !/^[^/*?].*\/$/.test(prefix)) {
    throw new Error(
      `The prefix "${prefix}" of the bucket ${bucketName} would take in others; allowed: one that ends with a slash and starts with none, or an empty one for the whole bucket.`,
    );
  }
}
