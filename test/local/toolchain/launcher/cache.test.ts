import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import * as path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheDirectory } from "../../../../local/toolchain/launcher/cache.mjs";

interface Run {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  /** Resolves when a line with `text` was printed. */
  said(text: string): Promise<void>;
  /** Exit code or signal. */
  readonly end: Promise<number | NodeJS.Signals>;
}

describe("ensureCached", () => {
  let cache = "";
  const journal = (): string => path.join(cache, "journal");
  const gate = (): string => path.join(cache, "gate");
  const builds = (): number => readFileSync(journal(), "utf8").trim().split("\n").length;
  /** What the cache holds besides this test's own files. */
  const contents = (): readonly string[] => readdirSync(cache).filter((name) => name.startsWith("item"));

  beforeEach(() => {
    cache = mkdtempSync(path.join(tmpdir(), "cache-"));
  });
  afterEach(() => {
    rmSync(cache, { recursive: true });
  });

  function start(): Run {
    const script = path.join(import.meta.dirname, "build-once.ts");
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, cache, journal(), gate()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const end = once(child, "close").then(([code, signal]: (number | NodeJS.Signals)[]) => code ?? signal ?? -1);
    const said = async (text: string): Promise<void> => {
      while (!printed.includes(text)) {
        if (child.exitCode !== null) assert.fail(`ended without saying "${text}": ${printed}`);
        await sleep(20);
      }
    };
    return { process: child, said, end };
  }

  it("lets a second process wait for the first, and builds once", async () => {
    const first = start();
    await first.said("the item: started");
    const second = start();
    await second.said(`Waiting for the item: process ${first.process.pid ?? -1} is at it`);
    writeFileSync(gate(), "");
    assert.deepEqual(await Promise.all([first.end, second.end]), [0, 0]);
    assert.equal(builds(), 1);
    assert.deepEqual(contents(), ["item-1"]);
    assert.deepEqual(readdirSync(path.join(cache, "item-1")).sort(), ["half", "whole"]);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves nothing half-made after ${signal}, and the next run makes it`, async () => {
      const interrupted = start();
      while (!existsSync(journal())) await sleep(20);
      interrupted.process.kill(signal);
      assert.equal(await interrupted.end, signal);
      assert.deepEqual(contents(), []);
      writeFileSync(gate(), "");
      assert.equal(await start().end, 0);
      assert.equal(builds(), 2);
      assert.deepEqual(contents(), ["item-1"]);
    });
  }

  it("takes over from a process that was killed, and removes what it left", async () => {
    const killed = start();
    while (!existsSync(journal())) await sleep(20);
    killed.process.kill("SIGKILL");
    await killed.end;
    assert.equal(contents().length, 2);
    writeFileSync(gate(), "");
    assert.equal(await start().end, 0);
    assert.deepEqual(contents(), ["item-1"]);
  });

  it("is not fooled by a new process that was given the dead one's id", async () => {
    const holder = { pid: process.pid, startedAt: "another time", host: hostname() };
    writeFileSync(path.join(cache, "item-1.lock"), JSON.stringify(holder));
    writeFileSync(gate(), "");
    assert.equal(await start().end, 0);
    assert.deepEqual(contents(), ["item-1"]);
  });

  it("believes a lock held on another machine, and says which file to remove", async () => {
    const lock = path.join(cache, "item-1.lock");
    writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: "then", host: "elsewhere" }));
    writeFileSync(gate(), "");
    const waiting = start();
    await waiting.said(`process 1 on elsewhere is at it (if that machine is gone, remove ${lock})`);
    rmSync(lock);
    assert.equal(await waiting.end, 0);
  });

  it("uses what is there and does nothing", async () => {
    mkdirSync(path.join(cache, "item-1"));
    assert.equal(await start().end, 0);
    assert.equal(existsSync(journal()), false);
  });
});

describe("cacheDirectory", () => {
  it("is the one asked for, else in the user's cache folder", () => {
    assert.equal(cacheDirectory({ PLATFORM_CACHE_DIR: "/somewhere" }), "/somewhere");
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: "/caches" }), "/caches/event-platform");
    assert.ok(cacheDirectory({}).endsWith("/.cache/event-platform"));
  });
});
