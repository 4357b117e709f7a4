import { z } from "zod";
import { defaultMetricsRetentionDays } from "../../components/observability/metrics-retention.ts";
import { type ConfigSection } from "../config.ts";

const groupIds = z.array(z.string().min(1, "must be the ID of a group of IAM Identity Center")).default([]);

export const section = {
  namespace: "observability",
  schema: z.strictObject({
    /** Days the metrics workspace keeps metrics. Default: 150. */
    metricsRetentionDays: z
      .int("must be a number of days")
      .min(1, "must be at least 1")
      .max(1095, "must be at most 1095, what AWS allows")
      .default(defaultMetricsRetentionDays),
    /** The Grafana workspace. Default: none, since it is paid for by the user. */
    grafana: z
      .strictObject({
        /** Version as Amazon Managed Grafana offers it, in quotes. Default: 10.4. */
        version: z
          .string()
          .regex(/^\d+\.\d+$/, 'must be a Grafana version in quotes, for example "10.4"')
          .default("10.4"),
        /** How people sign in: IAM Identity Center, or an identity provider of yours by SAML. */
        signIn: z.enum(["AWS_SSO", "SAML"], "must be AWS_SSO (IAM Identity Center) or SAML"),
        /** Groups of IAM Identity Center by the role they get; not with SAML. Default: nobody. */
        groups: z.strictObject({ ADMIN: groupIds, EDITOR: groupIds, VIEWER: groupIds }).partial().default({}),
      })
      .refine(({ signIn, groups }) => signIn === "AWS_SSO" || Object.keys(groups).length === 0, {
        path: ["groups"],
        message: "must be left out with SAML, where the role comes with the assertion; or set signIn to AWS_SSO",
      })
      .optional(),
  }),
} satisfies ConfigSection;
