import { type DataClass } from "../tags.ts";

/**
 * Tags of Lake Formation by which people are let in: keys and the values they may take. An account has one set, so one
 * environment of it owns them. No other tag is ever put on a table by us, and each is put on by a resource of its own:
 * `ResourceLfTags`, which takes all at once, wipes the tags of others.
 */
export const lakeTags = {
  /** What the data is about. */
  domain: ["iot"],
  /** The highest class of what a table holds. */
  sensitivity: ["public", "internal", "confidential", "pii"],
} as const satisfies { readonly domain: readonly string[]; readonly sensitivity: readonly DataClass[] };

export type LakeTag = keyof typeof lakeTags;

/** Values of every tag that a database or table has. */
export type LakeTagValues = { readonly [K in LakeTag]: (typeof lakeTags)[K][number] };

/** A role of people, and what it may read: tables whose tags have one of the values each. */
export interface LakeReader {
  /** Name of the role. */
  readonly role: string;
  readonly domain: readonly LakeTagValues["domain"][];
  readonly sensitivity: readonly LakeTagValues["sensitivity"][];
}
