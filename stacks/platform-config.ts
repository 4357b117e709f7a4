import { z } from "zod";

export const platformNamespace = "platform";

/** Environments there are; a stack is named like its environment, and the tag `Environment` takes no other value. */
export const environments = ["local", "dev", "test", "prod"] as const;

export type Environment = (typeof environments)[number];

/** What holds for every phase of an environment: `platform:*` in its file. */
export const platformSchema = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/, "must be a 12-digit AWS account ID in quotes"),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be an AWS Region, for example eu-central-1"),
  /** Team that answers for the environment; the `Owner` tag. */
  owner: z.string().min(1, "must name the team that answers for the environment"),
  /** Cost centre that pays; the `CostCenter` tag. */
  costCenter: z.string().min(1, "must name the cost centre that pays"),
  /** Whether stateful resources are protected by type against delete and replacement. */
  protectStatefulResources: z.boolean("must be true or false"),
  /** Whether buckets may be deleted with what is in them: for environments that are made to be thrown away. */
  deleteDataOnDestroy: z.boolean("must be true or false").default(false),
  /** Days the operational logs are kept in CloudWatch Logs. */
  logRetentionDays: z
    .number("must be a number of days CloudWatch Logs knows, for example 365")
    .int()
    .positive()
    .default(365),
});

export type PlatformConfig = Readonly<z.output<typeof platformSchema>>;
