import { encryption } from "./encryption/index.ts";
import { leastPrivilege } from "./least-privilege/index.ts";
import { network } from "./network/index.ts";
import { type Rule, type Theme } from "./rule.ts";
import { transport } from "./transport/index.ts";

/** Every rule by theme. A theme that is not here has no rules yet. */
export const registry: Readonly<Partial<Record<Theme, readonly Rule[]>>> = {
  encryption,
  transport,
  "least-privilege": leastPrivilege,
  network,
};
