import { z } from "zod";
import { type ConfigSection } from "../config.ts";

const roleName = z
  .string("must be the name of an IAM role")
  .regex(/^[\w+=,.@-]{1,64}$/, "must be the name of an IAM role, not its ARN");

export const section = {
  namespace: "lake",
  schema: z.strictObject({
    /**
     * Names of roles beside the lake's own jobs that may reach quarantined and personal data. Whoever deploys must be among
     * them, because Glue writes a table's first metadata file with the rights of who creates it.
     */
    personalDataRoles: z.array(roleName).min(1, "must name the role that deploys at least"),
  }),
} satisfies ConfigSection;
