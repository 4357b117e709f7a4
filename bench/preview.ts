// Time of `platform preview dev --offline` over all phases against as many bare `pulumi preview`s, and what policy adds
// to a stack. Run: npm run bench
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { passphraseBackend } from "../cli/engine/passphrase-backend.ts";
import { repository } from "../cli/repository.ts";
import { phaseNames } from "../contracts/stacks/index.ts";

const rounds = 3;

/** A user's own empty program, as `pulumi new aws-typescript` leaves it: ts-node, CommonJS, one import. */
function bareProject(): { folder: string; variables: Record<string, string> } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-bare-"));
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
  fs.writeFileSync(path.join(folder, "package.json"), '{"name":"bare"}');
  fs.writeFileSync(
    path.join(folder, "index.ts"),
    'import * as aws from "@pulumi/aws";\nexport const loaded = typeof aws;\n',
  );
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
  const variables = { ...passphraseBackend(folder), PULUMI_SKIP_UPDATE_CHECK: "true" };
  execFileSync("pulumi", ["stack", "init", "dev", "-C", folder], {
    env: { ...process.env, ...variables },
    stdio: "ignore",
  });
  return { folder, variables };
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function pulumiPreview(folder: string, variables: Record<string, string>, extra: readonly string[] = []): number {
  return seconds(() => {
    execFileSync("pulumi", ["preview", "--stack", "dev", "--non-interactive", "-C", folder, ...extra], {
      env: { ...process.env, ...variables },
      stdio: "ignore",
    });
  });
}

function platformPreview(): number {
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const bare = bareProject();
pulumiPreview(bare.folder, bare.variables);
platformPreview();

const chains: number[] = [];
const bares: number[] = [];
const withPolicy: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  chains.push(platformPreview());
  bares.push(pulumiPreview(bare.folder, bare.variables));
  withPolicy.push(pulumiPreview(bare.folder, bare.variables, ["--policy-pack", path.join(repository, "policy/run")]));
}

const five = phaseNames.length * median(bares);
const chain = median(chains);
const policy = median(withPolicy) - median(bares);
console.log(
  `platform preview dev --offline, ${phaseNames.length} phases and the front page, with policies: ${chain.toFixed(1)} s (median of ${rounds})`,
);
console.log(
  `${phaseNames.length} bare pulumi previews of an empty TypeScript program: ${five.toFixed(1)} s (${phaseNames.length} x ${median(bares).toFixed(1)} s)`,
);
console.log(`ratio: ${(chain / five).toFixed(2)} (target: at most 2.5)`);
console.log(`policy adds ${policy.toFixed(2)} s per stack (target: at most 1 s)`);
fs.rmSync(bare.folder, { recursive: true, force: true });
