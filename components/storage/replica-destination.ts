import { bucketName, type Place } from "../naming.ts";

/** Where copies of buckets lie. */
export interface ReplicaDestination {
  readonly region: string;
  /**
   * Account that owns the copies. In another account than the environment's the buckets are made there, by whoever owns it,
   * under the names that `replicaBucketName` gives.
   * @default - the environment's own, and the buckets are made with the rules
   */
  readonly accountId?: string;
  /**
   * Whether a delete marker is copied too. A copy without keeps what was erased here.
   * @default true
   */
  readonly deleteMarkers?: boolean;
}

/** Account and Region of the copies, with the environment of the originals. */
export function replicaPlace(place: Place, { region, accountId = place.accountId }: ReplicaDestination): Place {
  return { environment: place.environment, accountId, region };
}

/** Bucket with the copies: named like the original, after its own account and Region. */
export function replicaBucketName(place: Place, destination: ReplicaDestination, what: string): string {
  return bucketName(replicaPlace(place, destination), what);
}

/** What keeps a destination from being one, one line each. */
export function destinationProblems(place: Place, destination: ReplicaDestination): readonly string[] {
  return destination.region === place.region
    ? [
        `region is ${destination.region}, the Region of the environment: a copy there is lost with it, and S3 already keeps objects in several zones; allowed: any other Region.`,
      ]
    : [];
}

/** What keeps a key from encrypting the copies, one line each. */
export function replicaKeyProblems(
  key: string,
  keyArn: string,
  { region, accountId }: Pick<ReplicaDestination, "region" | "accountId">,
): readonly string[] {
  const [, , , keyRegion, keyAccount] = keyArn.split(":");
  return [
    ...(keyRegion === region
      ? []
      : [`${key} is in ${keyRegion ?? "no Region"}, the copies in ${region}; S3 takes a key of their own Region.`]),
    ...(accountId === undefined || keyAccount === accountId
      ? []
      : [`${key} belongs to the account ${keyAccount ?? "?"}, the copies to ${accountId}; name a key of theirs.`]),
  ];
}
