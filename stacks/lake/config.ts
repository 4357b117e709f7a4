import { z } from "zod";
import { type ConfigSection } from "../config.ts";

export const section = {
  namespace: "lake",
  schema: z.strictObject({}),
} satisfies ConfigSection;
