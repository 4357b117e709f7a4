import assert from "node:assert/strict";
import fc from "fast-check";
import { type SpoolOptions } from "../../../../workloads/device-sdk/spool/options.ts";
import { Spool } from "../../../../workloads/device-sdk/spool/spool.ts";
import { type SpoolReport } from "../../../../workloads/device-sdk/spool/recovery.ts";
import { FragileFiles } from "./fragile-files.ts";

/** Small, so that a few records fill segments. */
const small: SpoolOptions = { folder: "unused", maxBytes: 4_000, segmentBytes: 120 };

/** Everything that is left in a spool, in order. */
async function drain(spool: Spool): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const entries = await spool.read({ records: 3, bytes: 100 });
    if (entries.length === 0) return found;
    found.push(...entries.map(({ record }) => record.toString()));
  }
}

/** What a spool promised while it was used, up to the moment the disk stopped. */
interface Promises {
  readonly kept: string[];
  readonly answered: Set<string>;
}

class DiskStopped extends Error {}

/** Appends and answers as the steps say, and stops with the disk after that many changes of it. */
async function use(
  files: FragileFiles,
  steps: readonly Step[],
  changes: number,
  options: SpoolOptions,
): Promise<Promises> {
  let left = changes;
  files.onChange = () => {
    if (left-- <= 0) throw new DiskStopped();
  };
  const promises: Promises = { kept: [], answered: new Set() };
  try {
    const spool = await Spool.open(options, files);
    let number = 0;
    for (const step of steps) {
      if (step.kind === "append") {
        const records = Array.from({ length: step.count }, () => `record ${number++} ${"x".repeat(step.size)}`);
        const appended = await Promise.allSettled(records.map((record) => spool.append(Buffer.from(record))));
        promises.kept.push(...records.filter((_, index) => appended[index]?.status === "fulfilled"));
        if (appended.some(({ status }) => status === "rejected")) break;
      } else {
        const entries = await spool.read({ records: step.count, bytes: 1_000 });
        for (const { record } of entries) promises.answered.add(record.toString());
        const last = entries.at(-1);
        if (last !== undefined) await spool.answered(last.sequence + 1);
      }
    }
  } catch (error) {
    if (!(error instanceof DiskStopped)) throw error;
  }
  return promises;
}

type Step =
  | { readonly kind: "append"; readonly count: number; readonly size: number }
  | { readonly kind: "answer"; readonly count: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 5 }), size: fc.nat(60) }),
    fc.record({ kind: fc.constant("answer" as const), count: fc.integer({ min: 1, max: 6 }) }),
  ),
  { minLength: 1, maxLength: 14 },
);

/** Nothing that was kept is lost unless it was answered; what is there is in order, and nothing is made up. */
function assertKept(promises: Promises, found: readonly string[]): void {
  const missing = promises.kept.filter((record) => !found.includes(record) && !promises.answered.has(record));
  assert.deepEqual(missing, []);
  const numbers = found.map((record) => Number(record.split(" ")[1]));
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((one, other) => one - other),
  );
}

describe("a spool after the power was cut", () => {
  it("has everything that was kept and not answered, in order, wherever the cut came", async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.nat(80),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
        async (sequence, changes, parts) => {
          const files = new FragileFiles();
          const promises = await use(files, sequence, changes, small);
          let index = 0;
          const left = files.afterPowerCut({ part: () => parts[index++ % parts.length] ?? 0 });
          const spool = await Spool.open(small, left);
          assertKept(promises, await drain(spool));
          // And it takes more: nothing of before is overwritten, nothing is given a number twice.
          const before = spool.records;
          await spool.append(Buffer.from("record 999999 after"));
          assert.equal(spool.records, before + 1);
          assert.deepEqual(await drain(spool), ["record 999999 after"]);
          await spool.close();
        },
      ),
      { numRuns: 600 },
    );
  });

  it("has everything that the system had when only the process was killed, whatever is synced when", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(60), async (sequence, changes) => {
        const files = new FragileFiles();
        const lazy = { ...small, sync: { everyMs: 60_000 } };
        const promises = await use(files, sequence, changes, lazy);
        const spool = await Spool.open(lazy, files.afterKill());
        assertKept(promises, await drain(spool));
        await spool.close();
      }),
      { numRuns: 300 },
    );
  });

  it("keeps what comes later, also where what was answered had never reached the disk", async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.nat(60),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
        async (sequence, changes, parts) => {
          const files = new FragileFiles();
          const lazy = { ...small, sync: { everyMs: 60_000 } };
          await use(files, sequence, changes, lazy);
          let index = 0;
          const left = files.afterPowerCut({ part: () => parts[index++ % parts.length] ?? 0 });
          const reopened = await Spool.open(small, left);
          const later = ["record 777 later", "record 778 later"];
          for (const record of later) await reopened.append(Buffer.from(record));
          const again = await Spool.open(small, left.afterPowerCut({ part: () => 0 }));
          assert.deepEqual((await drain(again)).slice(-2), later);
          assert.equal((await drain(reopened)).length, reopened.records);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("cuts a record that was not written whole, at every byte of it, and says so", async () => {
    const whole = new FragileFiles();
    const spool = await Spool.open({ ...small, segmentBytes: 1_000 }, whole);
    await spool.append(Buffer.from("first"));
    await spool.append(Buffer.from("second, which is cut"));
    await spool.close();
    const [name = ""] = (await whole.list()).filter((one) => one.endsWith(".segment"));
    const bytes = whole.bytesOf(name);
    const firstEnd = 8 + "first".length;
    for (let length = firstEnd; length < bytes.length; length++) {
      for (const rest of [Buffer.alloc(0), Buffer.alloc(bytes.length - length), Buffer.alloc(40, 0xff)]) {
        const files = new FragileFiles();
        files.put(name, Buffer.concat([bytes.subarray(0, length), rest]));
        const reports: SpoolReport[] = [];
        const reopened = await Spool.open(
          { ...small, segmentBytes: 1_000, onReport: (report) => reports.push(report) },
          files,
        );
        assert.deepEqual(await drain(reopened), ["first"]);
        const cut = length + rest.length - firstEnd;
        assert.deepEqual(reports, cut === 0 ? [] : [{ kind: "torn", segment: name, bytes: cut }]);
        assert.equal(files.bytesOf(name).length, firstEnd);
        await reopened.close();
      }
    }
  });
});

describe("a spool whose disk changed what was written", () => {
  it("says how many records are lost, and goes on after them", async () => {
    const files = new FragileFiles();
    const spool = await Spool.open(small, files);
    for (let number = 0; number < 12; number++) await spool.append(Buffer.from(`record ${number} ${"x".repeat(20)}`));
    await spool.close();
    const segments = (await files.list()).filter((one) => one.endsWith(".segment")).sort();
    const [, second = ""] = segments;
    const bytes = Buffer.from(files.bytesOf(second));
    bytes.writeUInt8(bytes.readUInt8(50) ^ 1, 50);
    files.put(second, bytes);
    const reports: SpoolReport[] = [];
    const reopened = await Spool.open({ ...small, onReport: (report) => reports.push(report) }, files);
    const found = (await drain(reopened)).map((record) => Number(record.split(" ")[1]));
    assert.deepEqual(reports, [{ kind: "damaged", segment: second, records: 12 - found.length }]);
    assert.ok(found.length < 12 && found.includes(0) && found.includes(11));
    await reopened.close();
  });

  for (const [where, answered] of [
    ["among those to be sent", 0],
    ["among those that were answered", 5],
  ] as const) {
    it(`steps over the one record that it changed ${where}, in the segment that is written to`, async () => {
      const roomy = { ...small, segmentBytes: 1_000 };
      const files = new FragileFiles();
      const spool = await Spool.open(roomy, files);
      for (let number = 0; number < 12; number++) await spool.append(Buffer.from(`record ${number} whole`));
      await spool.read({ records: answered, bytes: 1_000 });
      await spool.answered(answered);
      await spool.close();
      const [name = ""] = (await files.list()).filter((one) => one.endsWith(".segment"));
      const bytes = Buffer.from(files.bytesOf(name));
      const at = bytes.indexOf("record 3");
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      files.put(name, bytes);
      const reports: SpoolReport[] = [];
      const reopened = await Spool.open({ ...roomy, onReport: (report) => reports.push(report) }, files);
      await reopened.append(Buffer.from("record 12 whole"));
      const entries = await reopened.read({ records: 100, bytes: 1_000 });
      const expected = [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((number) => number >= answered);
      assert.deepEqual(
        entries.map(({ sequence, record }) => [sequence, record.toString()]),
        expected.map((number) => [number, `record ${number} whole`]),
      );
      assert.deepEqual(reports, answered > 3 ? [] : [{ kind: "damaged", segment: name, records: 1 }]);
      await reopened.close();
    });
  }

  it("sends everything again where the position cannot be read", async () => {
    const files = new FragileFiles();
    const spool = await Spool.open(small, files);
    await spool.append(Buffer.from("one"));
    await spool.append(Buffer.from("two"));
    await spool.read({ records: 1, bytes: 100 });
    await spool.answered(1);
    await spool.close();
    files.put("position", Buffer.alloc(1_024, 7));
    const reports: SpoolReport[] = [];
    const reopened = await Spool.open({ ...small, onReport: (report) => reports.push(report) }, files);
    assert.deepEqual(await drain(reopened), ["one", "two"]);
    assert.deepEqual(reports, [{ kind: "position_lost" }]);
    await reopened.close();
  });

  it("counts what is there where the position cannot be read, and not what was answered and deleted before", async () => {
    const files = new FragileFiles();
    const spool = await Spool.open(small, files);
    for (let number = 0; number < 12; number++) await spool.append(Buffer.from(`record ${number} ${"x".repeat(20)}`));
    await drain(spool);
    await spool.answered(8);
    await spool.close();
    files.put("position", Buffer.alloc(1_024, 7));
    const reopened = await Spool.open(small, files);
    const { records } = reopened;
    const found = await drain(reopened);
    assert.equal(records, found.length);
    assert.ok(records >= 4 && records < 12, `${records} records`);
    await reopened.close();
  });
});

describe("a spool, when it deletes a segment,", () => {
  it("has synced the position that says it was answered", async () => {
    const files = new FragileFiles();
    const changes: string[] = [];
    files.onChange = (change) => changes.push(change);
    const spool = await Spool.open(small, files);
    for (let number = 0; number < 12; number++) await spool.append(Buffer.from(`record ${number} ${"x".repeat(20)}`));
    await drain(spool);
    changes.length = 0;
    await spool.answered(12);
    assert.ok(changes.filter((change) => change.startsWith("remove")).length > 1);
    assert.ok(changes.indexOf("sync position") < changes.findIndex((change) => change.startsWith("remove")));
    assert.ok(changes.includes("sync position"));
  });

  it("keeps it while the position cannot be written", async () => {
    const files = new FragileFiles();
    const spool = await Spool.open(small, files);
    for (let number = 0; number < 12; number++) await spool.append(Buffer.from(`record ${number} ${"x".repeat(20)}`));
    const before = await files.list();
    await drain(spool);
    files.onChange = (change) => {
      if (change === "sync position") throw new Error("EIO");
    };
    await assert.rejects(spool.answered(12), /EIO/);
    assert.deepEqual(await files.list(), before);
    files.onChange = () => undefined;
    await spool.answered(12);
    assert.ok((await files.list()).length < before.length);
  });
});
