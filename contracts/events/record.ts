// Writes everything that is generated from the schemas of events, and the schemas as they are released: `npm run events:record`.
import * as fs from "node:fs";
import * as path from "node:path";
import { generatedFiles } from "./record/files.ts";
import { breakingChanges, releasedSchemas, wholeSchemas } from "./record/released.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const breaking = breakingChanges(releasedSchemas(), wholeSchemas());
if (breaking.length > 0 && !process.argv.includes("--breaking")) {
  process.stderr.write(
    `Not recorded, because events that were taken would not be any more:\n${breaking.map((line) => `  - ${line}\n`).join("")}Make it a new version (docs/events.md). Where no device and no topic has such events yet: npm run events:record -- --breaking\n`,
  );
  process.exitCode = 1;
} else {
  for (const [file, text] of await generatedFiles()) {
    fs.mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
    fs.writeFileSync(path.join(repository, file), text);
  }
}
