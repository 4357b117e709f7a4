import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "../../cli/repository.ts";
import { faultCases } from "./cases/index.ts";
import type { RunReport } from "./harness/fault-run.ts";
import { tableOf } from "./harness/table.ts";
import { faultTests, newSeed } from "./suite.ts";

const page = path.join(repository, "docs/reliability.md");
const table = /(<!-- runs -->\n)[\s\S]*?(\n<!-- \/runs -->)/;

// `FAULT_RUNS` seeds of every case, and longer faults than in the short form. `FAULT_RECORD=1` writes the table into the page.
describe("ingestion under faults, again and again", () => {
  const { FAULT_RUNS = "20", FAULT_RECORD = "" } = process.env;
  const first = newSeed();
  const reports: RunReport[] = [];

  after(() => {
    const text = [
      `${new Date().toISOString().slice(0, 10)}, ${reports.length} runs, seeds from ${first}:`,
      "",
      tableOf(reports, new Map(faultCases.map(({ id, title }) => [id, title]))),
    ].join("\n");
    console.log(text);
    if (FAULT_RECORD === "") return;
    const written = fs.readFileSync(page, "utf8");
    fs.writeFileSync(
      page,
      written.replace(table, (_, open: string, close: string) => `${open}\n${text}\n${close}`),
    );
  });

  const seeds = Array.from({ length: Number(FAULT_RUNS) }, (_, index) => first + index);
  faultTests(seeds, { factor: 2 }, (report) => reports.push(report));
});
