// Time of `platform preview dev --offline` over all phases against as many bare `pulumi preview`s. Run: npm run bench
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { repository } from "../cli/repository.ts";
import { phaseNames } from "../contracts/stacks/index.ts";
import { bareProject } from "./support/bare-project.ts";
import { median, seconds } from "./support/timing.ts";

const rounds = 3;

function platformPreview(): Promise<number> {
  return seconds(() => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        path.join(repository, "cli/main.ts"),
        "preview",
        "dev",
        "--offline",
        "--json",
      ],
      {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    // 2: changes pending, as there must be for an environment that was never deployed.
    if (status !== 2) {
      throw new Error(`platform preview ended with ${String(status)}:\n${stderr}`);
    }
  });
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-preview-"));
try {
  const bare = bareProject(folder);
  await bare.preview();
  await platformPreview();
  const chains: number[] = [];
  const bares: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    chains.push(await platformPreview());
    bares.push(await bare.preview());
  }
  const chain = median(chains);
  const bareChain = phaseNames.length * median(bares);
  console.log(
    `platform preview dev --offline, ${phaseNames.length} phases and the front page, with policies: ${chain.toFixed(1)} s (median of ${rounds})`,
  );
  console.log(
    `${phaseNames.length} bare pulumi previews of an empty TypeScript program: ${bareChain.toFixed(1)} s (${phaseNames.length} x ${median(bares).toFixed(1)} s)`,
  );
  console.log(`ratio: ${(chain / bareChain).toFixed(2)} (target: at most 2.5)`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
