import { anyKeyArn, bucketArn, type Place } from "../../naming.ts";
import { type Grant, sidPart } from "../grant.ts";
import { type Statement } from "../policy-document.ts";

/** A bucket that S3 copies. */
export interface ReplicationSource {
  readonly place: Place;
  readonly bucketName: string;
  /** Alias of the key that encrypts it. */
  readonly keyAlias: string;
}

/** A bucket that takes the copies. */
export interface ReplicationTarget {
  /** Account and Region of the copies. */
  readonly place: Place;
  readonly bucketName: string;
  /** ARN of the key that encrypts the copies. */
  readonly keyArn: string;
  /** Whether the copies go into another account, which then owns them. */
  readonly otherAccount: boolean;
}

/**
 * What S3 needs to copy from a bucket: the rules, and versions with their tags. Decrypting through S3 alone, and no data
 * key, since nothing is written here.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export function replicateFrom({ place, bucketName, keyAlias }: ReplicationSource): Grant {
  const arn = bucketArn(place, bucketName);
  return {
    statements: [
      allow("ReadReplicationRules", ["s3:GetReplicationConfiguration", "s3:ListBucket"], arn),
      allow(
        "ReadVersions",
        ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
        `${arn}/*`,
      ),
      {
        ...allow(`Decrypt${sidPart(keyAlias)}`, ["kms:Decrypt"], anyKeyArn(place)),
        Condition: {
          StringEquals: { "kms:ViaService": through(place) },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
        },
      },
    ],
    keyAliases: [],
  };
}

/** What S3 needs to write copies: objects, tags and delete markers, encrypted with the key of the copies. */
export function replicateTo({ place, bucketName, keyArn, otherAccount }: ReplicationTarget): Grant {
  const objects = `${bucketArn(place, bucketName)}/*`;
  return {
    statements: [
      allow("WriteCopies", ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"], objects),
      ...(otherAccount ? [allow("HandOverCopies", ["s3:ObjectOwnerOverrideToBucketOwner"], objects)] : []),
      {
        ...allow("EncryptCopies", ["kms:Encrypt"], keyArn),
        Condition: { StringEquals: { "kms:ViaService": through(place) } },
      },
    ],
    keyAliases: [],
  };
}

function through(place: Place): string {
  return `s3.${place.region}.amazonaws.com`;
}

function allow(Sid: string, Action: readonly string[], Resource: string): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}
