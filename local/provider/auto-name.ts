import { createHash, randomBytes } from "node:crypto";
import type { TypeDeclaration } from "./declarations/declaration.ts";
import type { Properties, ResourceType } from "./resource-type.ts";

/** What the engine says about naming in a check. */
export interface NamingRequest {
  /** Logical name. */
  readonly name: string;
  /** Makes the suffix repeatable between a plan and its execution; empty when the engine gave none. */
  readonly seed: Uint8Array;
  /** A name the engine's own auto-naming configuration proposes or enforces; `disabled`: give none. */
  readonly proposed?: { readonly name: string } | "disabled";
}

/** Inputs of a check and what the resource had before. */
export interface NamedInputs {
  readonly olds: Properties;
  readonly news: Properties;
}

/**
 * Fills in a physical name where the program gives none: the old one when the resource has one of ours, else the
 * prefix or logical name and seven random hex digits, as Pulumi's AWS provider does. Names we gave are listed in
 * `__defaults`, so that they can be told from the program's own.
 */
export function withAutoName(
  { olds, news }: NamedInputs,
  request: NamingRequest,
  type: { row: ResourceType | undefined; declaration: TypeDeclaration | undefined },
): Properties {
  const property = autoNamed(type);
  if (property === undefined || (news[property] ?? undefined) !== undefined) return news;
  const old = olds[property];
  if (typeof old === "string" && isDefault(olds, property)) return { ...news, [property]: old, __defaults: [property] };
  const prefix = news[`${property}Prefix`] ?? news.namePrefix;
  const generated = generate(request, typeof prefix === "string" ? prefix : undefined);
  if (generated === undefined) return news;
  // Bucket names are the only ones AWS wants in lower case.
  return { ...news, [property]: property === "bucket" ? generated.toLowerCase() : generated, __defaults: [property] };
}

function autoNamed({ row, declaration }: { row: ResourceType | undefined; declaration: TypeDeclaration | undefined }) {
  if (row?.autoName !== undefined) return row.autoName;
  const name = declaration?.inputs.name;
  return name?.shape === "string" && !name.required ? "name" : undefined;
}

function isDefault(inputs: Properties, property: string): boolean {
  const defaults = inputs.__defaults;
  return Array.isArray(defaults) && defaults.includes(property);
}

/** The engine's proposal counts where the program gives no prefix. */
function generate(request: NamingRequest, prefix: string | undefined): string | undefined {
  if (prefix !== undefined) return `${prefix}${suffix(request)}`;
  if (request.proposed === "disabled") return undefined;
  return request.proposed?.name ?? `${request.name}-${suffix(request)}`;
}

function suffix({ seed, name }: NamingRequest): string {
  const digest =
    seed.length === 0 ? randomBytes(4).toString("hex") : createHash("sha256").update(seed).update(name).digest("hex");
  return digest.slice(0, 7);
}
