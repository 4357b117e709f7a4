import * as fs from "node:fs";
import { type RuleTable } from "./table.ts";

const files = fs.globSync("*/*.rows.ts", { cwd: import.meta.dirname }).sort();

/** The tables of all rules, a file each; rules.test.ts holds them against the registry. */
export const tables: readonly RuleTable[] = await Promise.all(
  files.map(async (file) => ((await import(`./${file}`)) as { table: RuleTable }).table),
);
