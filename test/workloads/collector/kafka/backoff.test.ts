import assert from "node:assert/strict";
import fc from "fast-check";
import { backoffMs } from "../../../../workloads/collector/kafka/backoff.ts";

describe("backoffMs", () => {
  it("doubles from 50 ms to a second", () => {
    const longest = (failures: number): number => backoffMs(failures, () => 1);
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 1000].map(longest), [50, 100, 200, 400, 800, 1000, 1000, 1000]);
  });

  it("lies in the upper half of its bound", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const bound = backoffMs(failures, () => 1);
        const wait = backoffMs(failures, () => chance);
        return wait >= bound / 2 && wait <= bound;
      }),
    );
  });
});
