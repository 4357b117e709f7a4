import assert from "node:assert/strict";
import * as fc from "fast-check";
import { matchesPattern } from "../../policy/pattern.ts";

const symbols = fc.constantFrom("a", "b", "*", "?", "/");
const patterns = fc.array(symbols, { maxLength: 8 }).map((all) => all.join(""));
const texts = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 8 }).map((all) => all.join(""));

describe("A pattern", () => {
  it("agrees with the regular expression of the same meaning", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        assert.equal(matchesPattern(pattern, text), expression.test(text));
      }),
    );
  });

  it("with many stars is answered at once", () => {
    assert.equal(matchesPattern("*a".repeat(50) + "b", "a".repeat(5000)), false);
  });
});
