import { z } from "zod";
import { defaultMetricsRetentionDays } from "../../components/observability/metrics-workspace.ts";
import { type ConfigSection } from "../config.ts";

const groupIds = z.array(z.string().min(1, "must be the ID of a group of IAM Identity Center")).default([]);

export const section = {
  namespace: "observability",
  schema: z.strictObject({
    /** Days the metrics workspace keeps metrics. */
    metricsRetentionDays: z
      .int("must be a number of days")
      .min(1, "must be at least 1")
      .max(1095, "must be at most 1095, what AWS allows")
      .default(defaultMetricsRetentionDays),
    /** The Grafana workspace; none when left out, since it is paid for by the user. */
    grafana: z
      .strictObject({
        version: z
          .string()
          .regex(/^\d+\.\d+$/, 'must be a Grafana version in quotes, for example "10.4"')
          .default("10.4"),
        signIn: z.enum(["AWS_SSO", "SAML"], "must be AWS_SSO (IAM Identity Center) or SAML"),
        groups: z.strictObject({ ADMIN: groupIds, EDITOR: groupIds, VIEWER: groupIds }).partial().default({}),
      })
      .optional(),
  }),
} satisfies ConfigSection;
