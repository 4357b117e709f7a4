import { type Rule } from "../rule.ts";
import { imdsv2 } from "./imdsv2.ts";

/** Nothing is reachable that need not be. */
export const network: readonly Rule[] = [imdsv2];
