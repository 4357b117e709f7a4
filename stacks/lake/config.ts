import { z } from "zod";
import { replicablePurposes, replicationKeyProblems } from "../../components/lake/lake-replication.ts";
import { lakeTags } from "../../components/lake/lake-tags.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";

const roleName = z
  .string("must be the name of an IAM role")
  .regex(/^[\w+=,.@-]{1,64}$/, "must be the name of an IAM role, not its ARN");

const keyArn = z
  .string("must be the ARN of a KMS key")
  .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "must be the ARN of a KMS key, not of an alias");

const replication = z
  .strictObject({
    /** Another Region than the environment's; to be among `foundation:additionalRegions`, which bound every role. */
    region: z.string("must be a Region").regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a Region like eu-west-1"),
    /** Account that owns the copies and makes their buckets. Default: the environment's own. */
    accountId: z
      .string()
      .regex(/^\d{12}$/, "must be the 12 digits of an account, in quotes")
      .optional(),
    /** Keys of the copies, of their Region and account. */
    kmsKeyArns: z.strictObject({ lake: keyArn.optional(), pii: keyArn.optional() }),
    /** Buckets that are copied, by purpose. Default: all that may be. */
    buckets: z
      .array(z.enum(replicablePurposes, `must be of: ${replicablePurposes.join(", ")}`))
      .min(1, "must name a bucket; leave lake:replication out to copy none")
      .default([...replicablePurposes]),
    /** Whether what is deleted here is deleted there; its versions stay for a time in both. Default: true. */
    deleteMarkers: z.boolean("must be true or false").default(true),
  })
  .superRefine((value, context) => {
    for (const message of replicationKeyProblems(value)) context.addIssue({ code: "custom", message });
  });

export const section = {
  namespace: "lake",
  schema: z
    .strictObject({
      /**
       * Names of the roles that deploy and administer the lake: administrators of Lake Formation, who reach personal data too,
       * because Glue writes a table's first metadata file with the rights of who creates it.
       */
      administratorRoles: z.array(roleName).min(1, "must name the role that deploys at least"),
      /** Names of other roles that may reach quarantined and personal data, beside the lake's own jobs. Default: none. */
      personalDataRoles: z.array(roleName).default([]),
      /**
       * Whether this environment owns what its account has once: Lake Formation's settings and tags, catalog encryption.
       * Default: true.
       */
      ownsCatalog: z.boolean("must be true or false").default(true),
      /** What stands before the names of the Glue databases; needed where another environment owns the catalog. Default: nothing. */
      databasePrefix: z
        .string()
        .regex(
          /^([a-z][a-z0-9_]{0,31}_)?$/,
          "must be lower-case letters, digits and underscores with one at the end, like dev_",
        )
        .default(""),
      /** Roles of people that read tables, by the tags of what they may read. Default: none. */
      readers: z
        .array(
          z.strictObject({
            role: roleName,
            domain: z.array(z.enum(lakeTags.domain)).min(1),
            sensitivity: z.array(z.enum(lakeTags.sensitivity)).min(1),
          }),
        )
        .refine((readers) => new Set(readers.map(({ role }) => role)).size === readers.length, {
          error: "must name every role once; give it all its values there",
        })
        .default([]),
      /**
       * Where event tables are: in the Glue Data Catalog, or in S3 Tables, where partitions and order are left to the first writer
       * and a new column makes another table. To be chosen before there is data: the other choice makes other tables.
       * Default: glue.
       */
      tables: z.enum(["glue", "s3-tables"], "must be glue or s3-tables").default("glue"),
      /** Copies of buckets in another Region. Default: none: whether data may leave its Region is a choice to be made. */
      replication: replication.optional(),
      /** Alarms left out and thresholds moved. Default: none. */
      alarms: alarmSettings,
    })
    .refine(({ ownsCatalog, databasePrefix }) => ownsCatalog || databasePrefix !== "", {
      path: ["databasePrefix"],
      message:
        "must be set where lake:ownsCatalog is false, for example to dev_: the catalog is shared, and dl_raw and dl_analytics are the databases of the environment that owns it",
    }),
} satisfies ConfigSection;
