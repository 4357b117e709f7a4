// Writes policy/tagging/taggable-types.json from the installed @pulumi/aws: `npm run tags:record`.
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { findTaggableTypes } from "./provider-types.ts";

const sdk = path.dirname(fileURLToPath(import.meta.resolve("@pulumi/aws/package.json")));
const file = path.join(import.meta.dirname, "taggable-types.json");
fs.writeFileSync(file, `${JSON.stringify(findTaggableTypes(sdk), null, 2)}\n`);
