import { z } from "zod";
import { type ConfigSection } from "../config.ts";
import { region } from "../platform-config.ts";

export const section = {
  namespace: "foundation",
  schema: z.strictObject({
    /** Days the log archive keeps an object. */
    logArchiveDays: z
      .number("must be a number of days")
      .int()
      .min(90, "must be at least 90 days, so that an incident can still be traced")
      .default(365),
    /** Regions that the environment uses beside its own, for copies of its data. */
    additionalRegions: z.array(region).default([]),
  }),
} satisfies ConfigSection;
