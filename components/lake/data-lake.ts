import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { SecureBucket, type SecureBucketArgs } from "../storage/secure-bucket.ts";

export interface DataLakeArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Key of everything that is not personal. */
  readonly lakeKeyArn: pulumi.Input<string>;
  /** Key of what is personal, or not known not to be. */
  readonly piiKeyArn: pulumi.Input<string>;
  /** Whether a destroy may delete what is in the buckets. */
  readonly deleteDataOnDestroy: boolean;
}

/** What the lake's buckets are for. Quarantined events are not redacted yet, so they are treated like personal data. */
export type BucketPurpose = "raw" | "analytics" | "quarantine" | "pii" | "code" | "queryResults";

export interface BucketLocation {
  readonly name: string;
  readonly arn: string;
}

export type Layer = "raw" | "analytics";

/**
 * Live table data older than this is read rarely; Glacier Instant Retrieval still reads it at once. No lifecycle rule ever
 * expires table data: a table that loses a file behind its back no longer reads.
 */
const instantRetrievalAfterDays = 90;

/** The lake's buckets by purpose and its Glue databases by layer. @stateful */
export class DataLake extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<BucketPurpose, SecureBucket>>;
  /** Names and ARNs of the buckets, known before they exist. */
  readonly bucketLocations: Readonly<Record<BucketPurpose, BucketLocation>>;
  /** Glue database names. */
  readonly databases: Readonly<Record<Layer, pulumi.Output<string>>>;
  /** The same names, known before the databases exist. */
  readonly databaseNames: Readonly<Record<Layer, string>>;

  constructor(name: string, args: DataLakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:DataLake", name, {}, opts);
    const bucket = (
      what: string,
      specific: Pick<SecureBucketArgs, "kmsKeyArn" | "dataClass" | "expireAfterDays" | "glacierInstantAfterDays">,
    ): SecureBucket =>
      new SecureBucket(
        `${name}-${what}`,
        { place: args.place, what, deleteDataOnDestroy: args.deleteDataOnDestroy, ...specific },
        { parent: this },
      );
    const internal = { kmsKeyArn: args.lakeKeyArn, dataClass: "internal" } as const;
    const personal = { kmsKeyArn: args.piiKeyArn, dataClass: "pii" } as const;

    this.buckets = {
      raw: bucket("dl-raw", {
        ...internal,
        glacierInstantAfterDays: instantRetrievalAfterDays,
      }),
      analytics: bucket("dl-analytics", { ...internal, glacierInstantAfterDays: instantRetrievalAfterDays }),
      quarantine: bucket("dl-quarantine", personal),
      pii: bucket("dl-pii", personal),
      code: bucket("dl-code", internal),
      queryResults: bucket("dl-query-results", { ...internal, expireAfterDays: 30 }),
    };
    this.bucketLocations = {
      raw: locationOf(this.buckets.raw),
      analytics: locationOf(this.buckets.analytics),
      quarantine: locationOf(this.buckets.quarantine),
      pii: locationOf(this.buckets.pii),
      code: locationOf(this.buckets.code),
      queryResults: locationOf(this.buckets.queryResults),
    };
    this.databaseNames = { raw: "dl_raw", analytics: "dl_analytics" };
    const database = (layer: Layer, description: string): pulumi.Output<string> =>
      new aws.glue.CatalogDatabase(
        `${name}-${layer}`,
        { name: this.databaseNames[layer], description, locationUri: `s3://${this.buckets[layer].bucketName}/` },
        { parent: this },
      ).name;
    this.databases = {
      raw: database("raw", "Events as they came, append only: one table per topic"),
      analytics: database("analytics", "Cleansed and enriched: the operational data store"),
    };
    this.registerOutputs({ bucketLocations: this.bucketLocations, databaseNames: this.databaseNames });
  }
}

function locationOf(bucket: SecureBucket): BucketLocation {
  return { name: bucket.bucketName, arn: bucket.arn };
}
