import { z } from "zod";

export const platformNamespace = "platform";

/** Environments there are; a stack is named like its environment, and the tag `Environment` takes no other value. */
export const environments = ["local", "dev", "test", "prod"] as const;

export type Environment = (typeof environments)[number];

const accountIdRule = "must be a 12-digit AWS account ID in quotes";
const regionRule = "must be an AWS Region, for example eu-central-1";
const ownerRule = "must name the team that answers for the environment";
const costCenterRule = "must name the cost centre that pays";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const region = z.string(regionRule).regex(/^[a-z]{2}(-[a-z]+)+-\d$/, regionRule);

/** What holds for every phase of an environment: `platform:*` in its file. */
export const platformSchema = z.strictObject({
  /** AWS account ID, in quotes. */
  accountId: z.string(accountIdRule).regex(/^\d{12}$/, accountIdRule),
  /** AWS Region. */
  region,
  /** Team that answers for the environment; the `Owner` tag. */
  owner: z.string(ownerRule).min(1, ownerRule),
  /** Cost centre that pays; the `CostCenter` tag. */
  costCenter: z.string(costCenterRule).min(1, costCenterRule),
  /** Whether stateful resources are protected by type against delete and replacement. */
  protectStatefulResources: z.boolean("must be true or false"),
  /** Whether buckets may be deleted with what is in them: for environments that are thrown away. Default: false. */
  deleteDataOnDestroy: z.boolean("must be true or false").default(false),
  /** Days the operational logs are kept in CloudWatch Logs. Default: 365. */
  logRetentionDays: z
    .literal(logRetentionDays, `must be a number of days that CloudWatch Logs knows: ${logRetentionDays.join(", ")}`)
    .default(365),
  /** Where `docs/runbooks/` is read, so that an alert links to its page. Default: docs/runbooks. */
  runbookUrl: z
    .string()
    .regex(/[^/]$/, "must be an address without a slash at its end, for example https://wiki.example.com/runbooks")
    .default("docs/runbooks"),
});

export type PlatformConfig = Readonly<z.output<typeof platformSchema>>;
