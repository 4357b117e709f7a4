import { z } from "zod";

const days = z.number("must be a number of days").int();

/** What is kept as evidence, and how long; `foundation:audit`. */
export const auditSettings = z
  .strictObject({
    /** Uses of lake objects and tables the trail records; writes cost less and do not tell who read. Default: all. */
    dataEvents: z.enum(["all", "writes"], "must be all or writes").default("all"),
    /** Days that the trail's files and the history of configurations are kept. Default: 365. */
    keepDays: days
      .min(365, "must be at least 365 days")
      .max(2557, "must be at most 2557 days, which is what AWS Config keeps")
      .default(365),
    /** Days that CloudWatch Logs keeps a copy, for searches and alarms. Default: 365. */
    logDays: z
      .literal([365, 400, 545, 731, 1096, 1827, 2192, 2557], "must be days CloudWatch Logs knows, at least 365")
      .default(365),
    /** Days in which nobody deletes a file of the trail; in COMPLIANCE not even root. Default: GOVERNANCE, 365. */
    objectLock: z
      .strictObject({
        mode: z.enum(["GOVERNANCE", "COMPLIANCE"], "must be GOVERNANCE or COMPLIANCE"),
        days: days.positive(),
      })
      .default({ mode: "GOVERNANCE", days: 365 }),
  })
  .refine(({ objectLock, keepDays }) => objectLock.days <= keepDays, {
    path: ["objectLock", "days"],
    message: "must be at most keepDays, after which the file goes",
  })
  .prefault({});
