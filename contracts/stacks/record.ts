// Writes contracts/stacks/stable.json from the contracts as they are: `npm run contracts:record`.
import * as fs from "node:fs";
import * as path from "node:path";
import { contracts } from "./index.ts";
import { breakingChanges, recordContracts, type RecordedContracts } from "./stability.ts";

const file = path.join(import.meta.dirname, "stable.json");
const current = recordContracts(contracts);
const recorded = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as RecordedContracts) : {}; // written below
const breaking = breakingChanges(recorded, current);
if (breaking.length > 0 && !process.argv.includes("--breaking")) {
  process.stderr.write(
    `Not recorded, because readers would break:\n${breaking.map((line) => `  - ${line}\n`).join("")}Record it all the same: npm run contracts:record -- --breaking\n`,
  );
  process.exitCode = 1;
} else {
  fs.writeFileSync(file, `${JSON.stringify(current, null, 2)}\n`);
}
