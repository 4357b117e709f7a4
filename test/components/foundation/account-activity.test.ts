import assert from "node:assert/strict";
import { accountActivities, maxPatternCharacters } from "../../../components/foundation/account-activity.ts";

describe("accountActivities", () => {
  it("cover CIS 4.1 to 4.15 and Security Hub CloudWatch.1 to .14, once each", () => {
    const range = (count: number, prefix: string): readonly string[] =>
      Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
    const named = (of: "cis" | "securityHub"): readonly string[] =>
      accountActivities
        .flatMap(({ controls }) => controls[of] ?? [])
        .sort((one, other) => Number(one.split(".").at(-1)) - Number(other.split(".").at(-1)));
    assert.deepEqual(named("cis"), range(15, "4."));
    assert.deepEqual(named("securityHub"), range(14, "CloudWatch."));
  });

  it("have IDs of their own", () => {
    const ids = accountActivities.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  for (const { id, pattern } of accountActivities) {
    it(`have a pattern that CloudWatch Logs takes: ${id}`, () => {
      assert.ok(pattern.length <= maxPatternCharacters, `${pattern.length} characters`);
      assert.match(pattern, /^\{.*\}$/);
      const count = (letter: string): number => pattern.split(letter).length - 1;
      assert.equal(count("("), count(")"));
    });
  }
});
