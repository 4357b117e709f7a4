import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as readline from "node:readline";
import { promisify } from "node:util";
import { SpoolFailedError, SpoolFullError } from "../../../../workloads/device-sdk/spool/errors.ts";
import { SpoolLockedError } from "../../../../workloads/device-sdk/spool/lock.ts";
import { Spool } from "../../../../workloads/device-sdk/spool/spool.ts";
import { FragileFiles } from "./fragile-files.ts";

async function drain(spool: Spool): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const entries = await spool.read({ records: 100, bytes: 10_000 });
    if (entries.length === 0) return found;
    found.push(...entries.map(({ record }) => record.toString()));
  }
}

class NoSpace extends Error {
  readonly code = "ENOSPC";
}

describe("Spool", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  describe("within its bound", () => {
    it("refuses what there is no room for, and takes more when events were answered", async () => {
      const spool = await Spool.open({ folder: path.join(folder, "deep", "spool"), maxBytes: 4_000 });
      let kept = 0;
      await assert.rejects(async () => {
        for (;;) {
          await spool.append(Buffer.alloc(100, 1));
          kept++;
        }
      }, SpoolFullError);
      assert.ok(kept > 30 && spool.bytes <= 4_000, `${kept} kept in ${spool.bytes} bytes`);
      await spool.read({ records: 20, bytes: 10_000 });
      await spool.answered(20);
      await spool.append(Buffer.alloc(100, 1));
      assert.equal(spool.records, kept + 1 - 20);
      await spool.close();
    });

    it("refuses a record that no segment could hold", async () => {
      const spool = await Spool.open({ folder, maxBytes: 4_000 });
      await assert.rejects(spool.append(Buffer.alloc(1_000)), /1 to 992 bytes/);
      await spool.close();
    });

    it("fails when a segment could take more than a quarter of it", async () => {
      await assert.rejects(Spool.open({ folder, maxBytes: 4_000, segmentBytes: 2_000 }), /at most a quarter/);
    });
  });

  describe("on a full disk", () => {
    it("says so, keeps what it has, and goes on when there is room", async () => {
      const files = new FragileFiles();
      const spool = await Spool.open({ folder }, files);
      await spool.append(Buffer.from("before"));
      files.onChange = (change) => {
        if (change.startsWith("write 0")) throw new NoSpace("no space left on device");
      };
      await assert.rejects(spool.append(Buffer.from("refused")), SpoolFullError);
      // Answering needs no room.
      await spool.read({ records: 1, bytes: 100 });
      await spool.answered(1);
      files.onChange = () => undefined;
      await spool.append(Buffer.from("after"));
      assert.deepEqual(await drain(spool), ["after"]);
      const reopened = await Spool.open({ folder }, files.afterPowerCut({ part: () => 0 }));
      assert.deepEqual(await drain(reopened), ["after"]);
    });

    it("leaves no name behind that a later record would be taken for", async () => {
      const files = new FragileFiles();
      const options = { folder, maxBytes: 400, segmentBytes: 100 };
      const spool = await Spool.open(options, files);
      await spool.append(Buffer.alloc(60, "a"));
      files.onChange = (change) => {
        if (change === "sync folder") throw new NoSpace("no space left on device");
      };
      await assert.rejects(spool.append(Buffer.alloc(60, "b")), SpoolFullError);
      files.onChange = () => undefined;
      await spool.append(Buffer.alloc(10, "c"));
      const reopened = await Spool.open(options, files.afterPowerCut({ part: () => 0.9 }));
      assert.deepEqual(
        (await drain(reopened)).map((record) => record.slice(0, 1)),
        ["a", "c"],
      );
    });
  });

  describe("under a limit of the system", () => {
    const program = `
      import { Spool } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../../../workloads/device-sdk/spool/spool.ts"))};
      const spool = await Spool.open({ folder: process.argv[1] });
      async function fill() {
        for (let kept = 0; ; kept++) {
          try {
            await spool.append(Buffer.alloc(1000, 1));
          } catch (error) {
            process.stdout.write(error.name + " " + kept + "\\n");
            return;
          }
        }
      }
      await fill();
      const found = await spool.read({ records: 1000, bytes: 1000000 });
      await spool.answered(10);
      await fill();
      await spool.answered(found.length);
      await fill();`;

    it("is full, takes more when all was answered, and leaves nothing half written", async () => {
      // The limit is of the file's size: 19 records of 1,008 bytes fit, and 848 bytes of the next.
      const { stdout } = await promisify(execFile)("prlimit", [
        "--fsize=20000",
        process.execPath,
        "--disable-warning=ExperimentalWarning",
        "--input-type=module",
        "-e",
        program,
        folder,
      ]);
      assert.equal(stdout, "SpoolFullError 19\nSpoolFullError 0\nSpoolFullError 19\n");
      const reports: string[] = [];
      const spool = await Spool.open({ folder, onReport: ({ kind }) => reports.push(kind) });
      assert.equal((await drain(spool)).length, 19);
      assert.deepEqual(reports, []);
      await spool.close();
    });
  });

  it("is opened where the name of its owner cannot be written, as on a full disk", async () => {
    await mkdir(path.join(folder, "owner"));
    const spool = await Spool.open({ folder });
    await spool.append(Buffer.from("kept"));
    await spool.close();
  });

  it("takes nothing more when it cannot take back what a failing disk may have kept, and still gives what it has", async () => {
    const files = new FragileFiles();
    const reports: string[] = [];
    const spool = await Spool.open({ folder, onReport: ({ kind }) => reports.push(kind) }, files);
    await spool.append(Buffer.from("kept"));
    files.onChange = (change) => {
      if (/^(sync|truncate) 0/.test(change)) throw new Error("EIO");
    };
    await assert.rejects(spool.append(Buffer.from("lost")), SpoolFailedError);
    files.onChange = () => undefined;
    await assert.rejects(spool.append(Buffer.from("more")), SpoolFailedError);
    assert.deepEqual(await drain(spool), ["kept"]);
    assert.deepEqual(reports, ["failed"]);
  });

  it("shares a sync among records that come together", async () => {
    const files = new FragileFiles();
    const spool = await Spool.open({ folder }, files);
    let syncs = 0;
    files.onChange = (change) => {
      if (change.startsWith("sync 0")) syncs++;
    };
    await Promise.all(Array.from({ length: 500 }, (_, index) => spool.append(Buffer.from(`record ${index}`))));
    assert.ok(syncs <= 2, `${syncs} syncs`);
    assert.equal((await drain(spool)).length, 500);
  });

  describe("with another process", () => {
    const program = `
      import { Spool } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../../../workloads/device-sdk/spool/spool.ts"))};
      const spool = await Spool.open({ folder: process.argv[1], segmentBytes: 4000 });
      process.stdout.write("open\\n");
      for (let number = spool.records; ; number++) {
        await spool.append(Buffer.from("record " + number + " " + "x".repeat(number % 97)));
        process.stdout.write(number + "\\n");
      }`;

    /** Appends without end; resolves with the numbers that were kept before it was killed. */
    async function killedWriter(whenKept: number): Promise<readonly number[]> {
      const child = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", program, folder],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      const kept: number[] = [];
      for await (const line of readline.createInterface({ input: child.stdout })) {
        if (line === "open") {
          await assert.rejects(Spool.open({ folder }), (error) => {
            return error instanceof SpoolLockedError && error.message.includes(`process ${child.pid ?? 0}`);
          });
        } else {
          kept.push(Number(line));
          if (kept.length === whenKept) child.kill("SIGKILL");
        }
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      return kept;
    }

    it("is refused while that lives; has all it kept, in order, as soon as it was killed", async () => {
      let all = 0;
      for (const whenKept of [1, 37, 400]) {
        const kept = await killedWriter(whenKept);
        const spool = await Spool.open({ folder, segmentBytes: 4_000 });
        const found = (await drain(spool)).map((record) => Number(record.split(" ")[1]));
        assert.deepEqual(
          found,
          Array.from({ length: found.length }, (_, index) => index),
        );
        assert.ok(found.length > (kept.at(-1) ?? Infinity), "what was kept is there");
        assert.ok(found.length > all);
        all = found.length;
        await spool.close();
      }
    });
  });
});
