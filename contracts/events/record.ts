// Writes everything that is generated from the schemas of events: `npm run events:record`.
import * as fs from "node:fs";
import * as path from "node:path";
import { generatedFiles } from "./record/files.ts";

const repository = path.resolve(import.meta.dirname, "../..");
for (const [file, text] of await generatedFiles()) {
  fs.mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  fs.writeFileSync(path.join(repository, file), text);
}
