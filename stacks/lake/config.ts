import { z } from "zod";
import { lakeTags } from "../../components/lake/lake-tags.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";

const roleName = z
  .string("must be the name of an IAM role")
  .regex(/^[\w+=,.@-]{1,64}$/, "must be the name of an IAM role, not its ARN");

export const section = {
  namespace: "lake",
  schema: z.strictObject({
    /**
     * Names of the roles that deploy and administer the lake: administrators of Lake Formation, who reach personal data too,
     * because Glue writes a table's first metadata file with the rights of who creates it.
     */
    administratorRoles: z.array(roleName).min(1, "must name the role that deploys at least"),
    /** Names of other roles that may reach quarantined and personal data, beside the lake's own jobs. */
    personalDataRoles: z.array(roleName).default([]),
    /** Whether this environment owns what its account has once: settings and tags of Lake Formation, catalog encryption. */
    ownsCatalog: z.boolean("must be true or false").default(true),
    /** Roles of people that read tables, by the tags of what they may read. */
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
    alarms: alarmSettings,
  }),
} satisfies ConfigSection;
