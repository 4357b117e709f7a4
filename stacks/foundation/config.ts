import { z } from "zod";
import { severities } from "../../components/alerting/severity.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";
import { region } from "../platform-config.ts";
import { accountSettings, monthlyBudgetUsd, organizationSettings } from "./account-settings.ts";
import { auditSettings } from "./audit-settings.ts";

export const section = {
  namespace: "foundation",
  schema: z.strictObject({
    /** Days the log archive keeps an object. Default: 365. */
    logArchiveDays: z
      .number("must be a number of days")
      .int()
      .min(90, "must be at least 90 days, so that an incident can still be traced")
      .default(365),
    /** What is kept as evidence, and how long. */
    audit: auditSettings,
    /** Regions that the environment uses beside its own, for copies of its data. Default: none. */
    additionalRegions: z.array(region).default([]),
    /** Addresses that get alerts by e-mail, by severity. Default: nobody. */
    alertEmails: z.partialRecord(z.enum(severities), z.array(z.email("must be an e-mail address"))).default({}),
    /** PagerDuty integration URL; it holds a key: set it with `pulumi config set --secret`. Default: none. */
    alertPagerDutyUrl: z.url({ protocol: /^https$/, error: "must be an https URL" }).optional(),
    /** Slack workspace and channel IDs by severity; authorise the workspace by hand first. Default: none. */
    alertSlack: z
      .strictObject({
        workspaceId: z.string().regex(/^T[A-Z0-9]+$/, "must be a Slack workspace ID like T0123ABCD"),
        channels: z.partialRecord(
          z.enum(severities),
          z.string().regex(/^[CG][A-Z0-9]+$/, "must be a Slack channel ID like C0123ABCD"),
        ),
      })
      .optional(),
    /** Alarms left out and thresholds moved. Default: none. */
    alarms: alarmSettings,
    /** GitHub repository whose workflows preview and deploy. Default: none, no workflow gets in. */
    github: z
      .strictObject({
        organization: z.string().regex(/^[A-Za-z0-9-]+$/, "must be a GitHub organization or user"),
        repository: z.string().regex(/^[A-Za-z0-9._-]+$/, "must be a repository's name without its organization"),
      })
      .optional(),
    /**
     * Whether this environment makes what its account has one of; of those that share an account, exactly one does.
     * Default: true.
     */
    ownsAccount: z.boolean("must be true or false").default(true),
    /** Settings of the account as a whole; read where the environment owns its account. */
    account: accountSettings.default({}),
    /**
     * The organization, where its policies are ours to attach; needs its management or a delegated administrator account.
     * Default: none, no policy is attached.
     */
    organization: organizationSettings.optional(),
    /** What the environment may cost in a month, in USD. Default: none, there is no budget. */
    monthlyBudgetUsd,
  }),
} satisfies ConfigSection;
