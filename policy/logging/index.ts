import { type Rule } from "../rule.ts";

/** Who did what can be found out afterwards, and somebody is told when it goes wrong. */
export const logging: readonly Rule[] = [];
