// Writes docs/roles from what the environments deploy: `npm run roles:record`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { deployedRoles } from "./deployed.ts";
import { pageFile, pages, pagesFolder } from "./page-files.ts";

const written = await pages(await deployedRoles());
rmSync(pagesFolder, { recursive: true, force: true });
mkdirSync(pagesFolder, { recursive: true });
for (const [phase, text] of written) writeFileSync(pageFile(phase), text);
