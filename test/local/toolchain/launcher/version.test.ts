import assert from "node:assert/strict";
import fc from "fast-check";
import { isAtLeast } from "../../../../local/toolchain/launcher/version.mjs";

describe("isAtLeast", () => {
  it("compares numbers, not text, and takes a missing one as 0", () => {
    assert.equal(isAtLeast("22.18.0", "22.9.1"), true);
    assert.equal(isAtLeast("3.9", "3.11"), false);
    assert.equal(isAtLeast("17", "17.0.0"), true);
    assert.equal(isAtLeast("17.0.0.1", "17"), true);
  });

  it("is a total order", () => {
    const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }).map((numbers) => numbers.join("."));
    fc.assert(fc.property(version, version, (a, b) => isAtLeast(a, b) || isAtLeast(b, a)));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => !(isAtLeast(a, b) && isAtLeast(b, c)) || isAtLeast(a, c)),
    );
  });
});
