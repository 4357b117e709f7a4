import { kafkaAccess } from "../../contracts/events/access.ts";
import { type Grant } from "../iam/grant.ts";
import {
  listBucket,
  readSecret,
  replaceObjects,
  type TablesOfBucket,
  writeTablesOfBucket,
} from "../iam/grants/index.ts";
import { eventStreamName, type Place, scramSecretName } from "../naming.ts";
import { grantAccess } from "../streaming/kafka-grants.ts";
import { catalogGrant } from "./table-access.ts";

export interface RawLandingAccess {
  readonly place: Place;
  readonly rawBucketName: string;
  readonly quarantineBucketName: string;
  readonly databaseName: string;
  readonly tableNames: readonly string[];
  readonly keyAliases: RawLandingKeys;
  /**
   * Tables that are in S3 Tables and not in the Glue Data Catalog.
   * @default - none
   */
  readonly tablesOfBucket?: Omit<TablesOfBucket, "keyAlias">;
}

/** Aliases of the keys of what the landing job reads and writes. */
export interface RawLandingKeys {
  readonly lake: string;
  /** Quarantined records, which are not redacted. */
  readonly pii: string;
  /** The secret with its Kafka user. */
  readonly secrets: string;
}

/**
 * What the job that lands raw events may do: read and write the prefixes it owns, commit to its tables, read its topics,
 * by IAM or with its own Kafka credentials.
 */
export function rawLandingGrants(access: RawLandingAccess): readonly Grant[] {
  const { place, keyAliases } = access;
  const raw = { place, bucketName: access.rawBucketName, keyAlias: keyAliases.lake };
  const quarantine = { place, bucketName: access.quarantineBucketName, keyAlias: keyAliases.pii };
  return [
    replaceObjects({ ...raw, prefix: "bronze/" }),
    replaceObjects({ ...raw, prefix: "checkpoints/bronze/" }),
    replaceObjects({ ...quarantine, prefix: "raw/quarantine/" }),
    listBucket(raw),
    listBucket(quarantine),
    catalogGrant("append", { place, database: access.databaseName, tables: access.tableNames }),
    ...(access.tablesOfBucket === undefined
      ? []
      : [writeTablesOfBucket({ ...access.tablesOfBucket, keyAlias: keyAliases.lake })]),
    readSecret({ place, name: scramSecretName(place, "raw-landing"), keyAlias: keyAliases.secrets }),
    grantAccess({ place, clusterName: eventStreamName(place) }, kafkaAccess["raw-landing"]),
  ];
}
