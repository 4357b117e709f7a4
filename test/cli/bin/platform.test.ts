import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const repository = path.resolve(import.meta.dirname, "../../..");

/** Stands for the CLI: does what its first argument says and writes what it saw to `journal`. */
const program = `
import { appendFileSync } from "node:fs";
const journal = new URL("../journal", import.meta.url);
const [what, code]: string[] = process.argv.slice(2);
if (what === "exit") process.exit(Number(code));
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    appendFileSync(journal, name + " ");
    // Long enough for a second delivery to be seen.
    setTimeout(() => process.exit(5), 200);
  });
}
setInterval(() => undefined, 1000);
appendFileSync(journal, "ready ");
if (what === "die") process.kill(process.pid, "SIGKILL");
`;

describe("launcher", () => {
  let clone = "";
  const journal = (): string => path.join(clone, "journal");

  beforeEach(() => {
    clone = mkdtempSync(path.join(tmpdir(), "launcher-"));
    for (const part of ["cli/bin", "local/toolchain/launcher", "local/toolchain/pins.json"]) {
      cpSync(path.join(repository, part), path.join(clone, part), { recursive: true });
    }
    writeFileSync(path.join(clone, "cli/main.ts"), program);
    writeFileSync(path.join(clone, "package.json"), '{ "name": "clone", "type": "module" }');
    const packages = { "": { name: "clone" }, "node_modules/left": { version: "1.0.0", integrity: "sha512-left" } };
    writeFileSync(path.join(clone, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages }));
    // What npm leaves behind when it has installed just that.
    mkdirSync(path.join(clone, "node_modules"));
    writeFileSync(path.join(clone, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
  });
  afterEach(() => {
    rmSync(clone, { recursive: true });
  });

  function launch(...args: readonly string[]): {
    pid: number;
    kill(signal: NodeJS.Signals): void;
    end: Promise<unknown>;
  } {
    const env = { ...process.env, PLATFORM_CACHE_DIR: path.join(clone, "cache") };
    const child = spawn(process.execPath, [path.join(clone, "cli/bin/platform.mjs"), ...args], {
      env,
      stdio: "ignore",
    });
    const end = once(child, "close").then(([code, signal]: unknown[]) => code ?? signal);
    return { pid: child.pid ?? -1, kill: (signal) => child.kill(signal), end };
  }

  async function ready(): Promise<void> {
    while (!existsSync(journal()) || !readFileSync(journal(), "utf8").includes("ready")) await sleep(20);
  }

  it("ends as the program ends", async () => {
    assert.equal(await launch("exit", "0").end, 0);
    assert.equal(await launch("exit", "2").end, 2);
    assert.equal(await launch("die").end, "SIGKILL");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`passes ${signal} on once and waits for the program`, async () => {
      const launched = launch("wait");
      await ready();
      launched.kill(signal);
      assert.equal(await launched.end, 5);
      assert.equal(readFileSync(journal(), "utf8"), `ready ${signal} `);
    });
  }

  it("installs nothing when npm's own record holds all that is locked", async () => {
    assert.equal(await launch("exit", "0").end, 0);
    assert.ok(existsSync(path.join(clone, "node_modules/.installed-lockfile")));
  });

  it("installs anew when the lockfile asks for something else, and fails when npm does", async () => {
    const packages = { "node_modules/left": { version: "2.0.0", integrity: "sha512-left" } };
    writeFileSync(path.join(clone, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages }));
    // The lockfile contradicts package.json, which npm refuses before it looks anything up.
    writeFileSync(path.join(clone, "package.json"), '{ "name": "clone", "dependencies": { "right": "3.0.0" } }');
    assert.equal(await launch("exit", "0").end, 1);
    assert.equal(existsSync(path.join(clone, "node_modules/.installed-lockfile")), false);
  });
});
