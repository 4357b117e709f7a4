import { kafkaAccess } from "../../contracts/events/access.ts";
import { collectorPrefixes } from "../../contracts/events/collector-settings.ts";
import { type Grant } from "../iam/grant.ts";
import { generateMac, readSecret, writeObjects } from "../iam/grants/index.ts";
import { eventStreamName, type Place, scramSecretName } from "../naming.ts";
import { grantAccess } from "../streaming/kafka-grants.ts";

export interface CollectorAccess {
  readonly place: Place;
  /** Bucket of the token vault. */
  readonly piiBucketName: string;
  readonly quarantineBucketName: string;
  readonly keyAliases: {
    /** Of both buckets. */
    readonly pii: string;
    /** Of the secret with its Kafka user. */
    readonly secrets: string;
    /** The HMAC key of tokens. */
    readonly tokens: string;
  };
}

/**
 * What the collector may do: write its topics by IAM or with its own Kafka credentials, derive tokens, add to the vault and to
 * what is quarantined. It reads neither back. Its logs and metrics go through the cluster's log shippers.
 */
export function collectorGrants({ place, keyAliases, ...buckets }: CollectorAccess): readonly Grant[] {
  const pii = { place, keyAlias: keyAliases.pii };
  return [
    writeObjects({ ...pii, bucketName: buckets.piiBucketName, prefix: collectorPrefixes.vault }),
    writeObjects({ ...pii, bucketName: buckets.quarantineBucketName, prefix: collectorPrefixes.quarantine }),
    generateMac({ place, keyAlias: keyAliases.tokens }),
    readSecret({ place, name: scramSecretName(place, "collector"), keyAlias: keyAliases.secrets }),
    grantAccess({ place, clusterName: eventStreamName(place) }, kafkaAccess.collector),
  ];
}
