import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { deployedRoles } from "./deployed.ts";
import { pageFile, pages, pagesFolder } from "./page-files.ts";

describe("the pages of roles in docs/roles", function () {
  this.timeout(1_800_000);
  let written: ReadonlyMap<string, string> = new Map();

  before(async () => {
    written = await pages(await deployedRoles());
  });

  it("are one for each phase with roles", () => {
    assert.deepEqual(readdirSync(pagesFolder).sort(), [...written.keys()].map((phase) => `${phase}.md`).sort());
  });

  it("say what the deployed documents say (npm run roles:record)", () => {
    for (const [phase, text] of written) assert.equal(readFileSync(pageFile(phase), "utf8"), text, phase);
  });
});
