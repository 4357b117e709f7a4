import { z } from "zod";

/** What an environment may change about a phase's alarms: `<phase>:alarms` in its file. */
export const alarmSettings = z
  .strictObject({
    /** Alarms it does without: ID to reason. Default: none. */
    exclude: z
      .record(z.string(), z.string().min(10, "must say why this environment does without the alarm"))
      .default({}),
    /** Thresholds that differ from the catalogue's: ID to value in the metric's unit. Default: none. */
    thresholds: z.record(z.string(), z.number("must be a number in the metric's unit")).default({}),
  })
  .default({ exclude: {}, thresholds: {} });
