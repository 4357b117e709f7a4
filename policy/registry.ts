import { dataProtection } from "./data-protection/index.ts";
import { encryption } from "./encryption/index.ts";
import { kubernetes } from "./kubernetes/index.ts";
import { leastPrivilege } from "./least-privilege/index.ts";
import { logging } from "./logging/index.ts";
import { network } from "./network/index.ts";
import { type Rule, type Theme } from "./rule.ts";
import { tagging } from "./tagging/index.ts";
import { transport } from "./transport/index.ts";

/** Every rule by theme. */
export const registry: Readonly<Record<Theme, readonly Rule[]>> = {
  encryption,
  transport,
  "least-privilege": leastPrivilege,
  network,
  logging,
  "data-protection": dataProtection,
  tagging,
  kubernetes,
};
