import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { bucketAlarms, replicationAlarms } from "../alerting/catalogue/s3.ts";
import { type Place } from "../naming.ts";
import { BucketReplicas } from "../storage/bucket-replicas.ts";
import { replicationRule } from "../storage/replication-rule.ts";
import { requestMetricsFilter, SecureBucket } from "../storage/secure-bucket.ts";
import { LakeFormation, type LakeFormationArgs } from "./lake-formation.ts";
import {
  type LakeReplication,
  replicationKeyProblems,
  replicationPurpose,
  replicationRoleArn,
} from "./lake-replication.ts";
import { putLakeTags } from "./tagged.ts";
import { bucketPlans, type BucketPurpose, bucketPurposes } from "./bucket-plan.ts";

export interface DataLakeArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** ARNs of the keys: one for everything that is not personal, one for what is personal or not known not to be. */
  readonly keyArns: Readonly<Record<"lake" | "pii", pulumi.Input<string>>>;
  /** ARNs of the roles that may reach what is quarantined or personal, by bucket; nobody else does. */
  readonly personalDataRoles: Readonly<Record<"quarantine" | "pii", readonly string[]>>;
  /** Aliases of the same keys. */
  readonly keyAliases: Readonly<Record<"lake" | "pii", string>>;
  /** Who owns, administers and reads the catalog. */
  readonly governance: Pick<LakeFormationArgs, "administratorRoles" | "ownsCatalog" | "readers">;
  /**
   * What stands before the names of the Glue databases: an account has one catalog in a Region, so of environments that share
   * it only one can have the plain names.
   * @default ""
   */
  readonly databasePrefix?: string;
  /** Whether a destroy may delete what is in the buckets. */
  readonly deleteDataOnDestroy: boolean;
  /**
   * Name of the log archive that takes the access logs of the buckets.
   * @default - no access logs
   */
  readonly accessLogBucket?: string;
  /**
   * Copies in another Region, with the tags of what is made there.
   * @default - no copies
   */
  readonly replication?: LakeReplication & { readonly tags: Readonly<Record<string, string>> };
}

export interface BucketLocation {
  readonly name: string;
  readonly arn: string;
}

export type Layer = "raw" | "analytics";

/** The lake's buckets by purpose and its Glue databases by layer. @stateful */
export class DataLake extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<BucketPurpose, SecureBucket>>;
  /** Names and ARNs of the buckets, known before they exist. */
  readonly bucketLocations: Readonly<Record<BucketPurpose, BucketLocation>>;
  /** Names of the Glue databases, known before they exist. */
  readonly databaseNames: Readonly<Record<Layer, string>>;
  /** The same names, once the databases are there. */
  readonly databases: Readonly<Record<Layer, pulumi.Output<string>>>;
  /** Alarms on the buckets that jobs wait for. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: DataLakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:DataLake", name, {}, opts);
    const bucket = (purpose: BucketPurpose): SecureBucket => {
      const plan = bucketPlans[purpose];
      const reachableBy = this.#reach(purpose, args);
      return new SecureBucket(
        `${name}-${plan.what}`,
        {
          place: args.place,
          what: plan.what,
          kmsKeyArn: args.keyArns[plan.key],
          dataClass: plan.dataClass,
          deleteDataOnDestroy: args.deleteDataOnDestroy,
          accessLogBucket: args.accessLogBucket,
          lifecycle: plan.lifecycle,
          requestMetrics: plan.requestMetrics,
          // S3 copies with a role, which the bucket refuses like any other unless it is listed.
          ...(reachableBy === undefined
            ? {}
            : { reachableBy: [...reachableBy, ...(copies(purpose, args) ? [replicationRoleArn(args.place)] : [])] }),
        },
        { parent: this },
      );
    };
    const { databasePrefix = "" } = args;
    this.databaseNames = { raw: `${databasePrefix}dl_raw`, analytics: `${databasePrefix}dl_analytics` };
    this.buckets = byPurpose(bucket);
    this.bucketLocations = byPurpose((purpose) => locationOf(this.buckets[purpose]));

    const formation = new LakeFormation(
      `${name}-formation`,
      {
        place: args.place,
        ...args.governance,
        locations: registeredPurposes.map((purpose) => ({
          bucketName: this.buckets[purpose].bucketName,
          keyAlias: args.keyAliases[bucketPlans[purpose].key],
        })),
      },
      { parent: this, dependsOn: Object.values(this.buckets) },
    );
    const database = (layer: Layer, description: string): pulumi.Output<string> => {
      const made = new aws.glue.CatalogDatabase(
        `${name}-${layer}`,
        {
          name: this.databaseNames[layer],
          description,
          locationUri: `s3://${this.buckets[layer].bucketName}/`,
          createTableDefaultPermissions: [],
        },
        // The provider sends no empty list, so a database takes the account's default: it must be empty by then.
        { parent: this, dependsOn: formation },
      );
      putLakeTags(
        `${name}-${layer}-tag`,
        { database: { catalogId: args.place.accountId, name: made.name } },
        { domain: "iot", sensitivity: "internal" },
        { parent: this, dependsOn: formation },
      );
      return made.name;
    };
    this.databases = {
      raw: database("raw", "Events as they came, append only: one table per topic"),
      analytics: database("analytics", "Cleansed and enriched: the operational data store"),
    };
    this.alarms = bucketPurposes
      .filter((purpose) => bucketPlans[purpose].requestMetrics)
      .flatMap((what) =>
        bucketAlarms({ bucketName: this.buckets[what].bucketName, filterId: requestMetricsFilter, what }),
      )
      .concat(this.#replicate(name, args));
    this.registerOutputs({ bucketLocations: this.bucketLocations, databases: this.databases });
  }

  /** Copies what is to be copied; returns the alarms on that. */
  #replicate(name: string, args: DataLakeArgs): readonly AlarmSpec[] {
    const { place, replication } = args;
    if (replication === undefined) return [];
    const problems = replicationKeyProblems(replication);
    if (problems.length > 0) {
      const lines = problems.map((problem) => `  - ${problem}`);
      throw new Error(["The lake cannot be copied; change lake:replication:", ...lines].join("\n"));
    }
    const { replicas } = new BucketReplicas(
      `${name}-replicas`,
      {
        place,
        purpose: replicationPurpose,
        destination: replication,
        tags: replication.tags,
        buckets: replication.buckets.map((purpose) => {
          const { what, dataClass, lifecycle, key } = bucketPlans[purpose];
          return {
            bucket: this.buckets[purpose],
            keyAlias: args.keyAliases[key],
            replicaKeyArn: replication.kmsKeyArns[key] ?? "", // every key that is needed was there
            replica: {
              what,
              dataClass,
              lifecycle,
              reachableBy: this.#reach(purpose, args),
              deleteDataOnDestroy: args.deleteDataOnDestroy,
            },
          };
        }),
      },
      { parent: this },
    );
    return replication.buckets.flatMap((what) => {
      const { bucketName } = this.buckets[what];
      const replicaName = replicas[bucketName] ?? ""; // one for each
      return replicationAlarms({ bucketName, replicaName, ruleId: replicationRule, what });
    });
  }

  /** Roles that alone reach a bucket, where not everybody does whom IAM lets in. */
  #reach(purpose: BucketPurpose, { personalDataRoles }: DataLakeArgs): readonly string[] | undefined {
    const { reach } = bucketPlans[purpose];
    return reach === "by IAM" ? undefined : personalDataRoles[reach.listedFor];
  }
}

function copies(purpose: BucketPurpose, { replication }: DataLakeArgs): boolean {
  return replication?.buckets.some((copied) => copied === purpose) ?? false;
}

/** Buckets that hold tables, or what people may be let in to. */
const registeredPurposes = ["raw", "analytics", "quarantine", "pii"] as const satisfies readonly BucketPurpose[];

function byPurpose<T>(make: (purpose: BucketPurpose) => T): Readonly<Record<BucketPurpose, T>> {
  return Object.fromEntries(bucketPurposes.map((purpose) => [purpose, make(purpose)])) as Record<BucketPurpose, T>; // of every purpose
}

function locationOf(bucket: SecureBucket): BucketLocation {
  return { name: bucket.bucketName, arn: bucket.arn };
}
