import assert from "node:assert/strict";
import fc from "fast-check";
import { momentOf } from "../../../../workloads/collector/ingest/event-time.ts";

describe("momentOf", () => {
  it("is what the engine's own parser says of every moment, in any offset", () => {
    const moments = fc.date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    });
    const offsets = fc.tuple(
      fc.constantFrom("+", "-"),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
    );
    fc.assert(
      fc.property(moments, offsets, (moment, [sign, hours, minutes]) => {
        const two = (number: number): string => String(number).padStart(2, "0");
        const utc = moment.toISOString();
        const local = `${utc.slice(0, -1)}${sign}${two(hours)}:${two(minutes)}`;
        assert.equal(momentOf(utc), Date.parse(utc));
        assert.equal(momentOf(local), Date.parse(local));
        assert.equal(momentOf(`${utc.slice(0, 19)}Z`), Date.parse(`${utc.slice(0, 19)}Z`));
      }),
    );
  });

  it("rounds down past the millisecond", () => {
    assert.equal(momentOf("2026-11-21T18:00:00.123999999Z"), Date.parse("2026-11-21T18:00:00.123Z"));
    assert.equal(momentOf("2026-11-21T18:00:00.1Z"), Date.parse("2026-11-21T18:00:00.100Z"));
  });

  it("is no number for what is no moment", () => {
    for (const text of ["", "now", "2026-13-01T00:00:00Z", "2026-11-21T18:00:00", "2026-11-21T18:00:00+1:00"]) {
      assert.ok(Number.isNaN(momentOf(text)), text);
    }
  });
});
