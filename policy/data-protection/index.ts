import { type Rule } from "../rule.ts";

/** Data outlives mistakes, and leaves when it must. */
export const dataProtection: readonly Rule[] = [];
