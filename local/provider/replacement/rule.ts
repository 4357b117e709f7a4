import type { ReplacementRule } from "../resource-type.ts";

/** Rules by Pulumi type token. */
export type ReplacementRules = Readonly<Record<string, ReplacementRule>>;

/**
 * A rule from the provider's source. All of these were read in hashicorp/terraform-provider-aws, where `ForceNew` (or
 * `RequiresReplace` in newer resources) marks an attribute; the names here are the SDK's for the same attributes.
 *
 * @param file path of the resource in the provider's source, @param properties property paths, list indexes left out
 */
export function forceNew(file: string, ...properties: readonly string[]): ReplacementRule {
  return { properties: [...properties, "region"], source: `hashicorp/terraform-provider-aws ${file}, ForceNew` };
}
