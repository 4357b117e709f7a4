import { type Rule } from "../rule.ts";
import { nameConvention } from "./name-convention.ts";
import { requiredTags } from "./required-tags.ts";
import { tagValues } from "./tag-values.ts";

/** Whose a resource is, what it costs and what data it holds can be told from its tags and name. */
export const tagging: readonly Rule[] = [nameConvention, requiredTags, tagValues];
