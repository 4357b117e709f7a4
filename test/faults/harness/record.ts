import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "../../../cli/repository.ts";
import type { RunReport } from "./fault-run.ts";
import { tableOf } from "./table.ts";

const page = path.join(repository, "docs/reliability.md");
const place = /(<!-- runs -->\n)[\s\S]*?(<!-- \/runs -->)/;

/**
 * Says what came of all runs and, with `FAULT_RECORD=1`, writes it into the page.
 *
 * @param form Which form of the suite it was, for example `short form`.
 * @param titles By case.
 */
export function recordRuns(form: string, reports: readonly RunReport[], titles: ReadonlyMap<string, string>): void {
  const day = new Date().toISOString().slice(0, 10);
  const text = `${day}, ${form}, ${reports.length} runs:\n\n${tableOf(reports, titles)}\n`;
  console.log(text);
  if ((process.env.FAULT_RECORD ?? "") === "") return;
  const written = fs.readFileSync(page, "utf8");
  fs.writeFileSync(
    page,
    written.replace(place, (_, open: string, close: string) => `${open}\n${text}\n${close}`),
  );
}
