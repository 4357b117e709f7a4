import { z } from "zod";
import { type ConfigSection } from "../config.ts";

export const section = {
  namespace: "foundation",
  schema: z.strictObject({
    /** Days the log archive keeps an object. */
    logArchiveDays: z
      .number("must be a number of days")
      .int()
      .min(90, "must be at least 90 days, so that an incident can still be traced")
      .default(365),
  }),
} satisfies ConfigSection;
