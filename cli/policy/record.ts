// Writes docs/policies.md from the rules and the environments' configuration: `npm run policies:record`.
import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "../repository.ts";
import { policiesDocument } from "../report/policies-document.ts";
import { catalogue } from "./catalogue.ts";

fs.writeFileSync(path.join(repository, "docs/policies.md"), policiesDocument(catalogue(repository)));
