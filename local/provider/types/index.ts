import type { ResourceType, ResourceTypes } from "../resource-type.ts";

const tables: readonly ResourceTypes[] = [];

const rows = new Map(tables.flatMap((table) => Object.entries(table)));

/** The row of a type token; `undefined` for a type that is recorded with defaults. */
export function rowOf(type: string): ResourceType | undefined {
  return rows.get(type);
}
