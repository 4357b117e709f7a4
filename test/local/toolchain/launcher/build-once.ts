// Played by the processes of cache.test.ts: <cache directory> <journal> <gate>. Builds an item that takes until the gate
// file exists, and says in the journal that it began.
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureCached, interruptible } from "../../../../local/toolchain/launcher/cache.mjs";

const [cache = "", journal = "", gate = ""] = process.argv.slice(2);
const report = (message: string): void => {
  console.log(message);
};

await interruptible(async (signal) => {
  const build = async (temporary: string): Promise<void> => {
    appendFileSync(journal, `build ${process.pid}\n`);
    writeFileSync(path.join(temporary, "half"), "");
    while (!existsSync(gate)) await sleep(20, undefined, { signal });
    writeFileSync(path.join(temporary, "whole"), "");
  };
  const item = { directory: path.join(cache, "item-1"), what: "the item", intact: () => true, build };
  await ensureCached(item, report, signal);
});
