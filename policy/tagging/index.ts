import { type Rule } from "../rule.ts";

/** Whose a resource is, what it costs and what data it holds can be told from its tags and name. */
export const tagging: readonly Rule[] = [];
