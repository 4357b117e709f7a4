import assert from "node:assert/strict";
import { type ContextValue, holds, literal } from "../../../policy/iam/conditions.ts";
import { type Answer } from "../../../policy/iam/judge.ts";

function answer(operator: string, expected: readonly string[], given: ContextValue): Answer {
  const condition = { operator, key: "k", names: { values: expected, unknown: false } };
  return holds(condition, expected, given);
}

describe("A condition of a statement", () => {
  /** Operator, values of the condition, values of the request; whether it holds. */
  const rows: readonly (readonly [string, readonly string[], ContextValue, Answer])[] = [
    ["StringEquals", ["a", "b"], ["b"], "yes"],
    ["StringEquals", ["a*"], ["ab"], "no"],
    ["StringNotEquals", ["a", "b"], ["b"], "no"],
    ["StringNotEquals", ["a"], ["b"], "yes"],
    ["StringEqualsIgnoreCase", ["A"], ["a"], "yes"],
    ["StringNotEqualsIgnoreCase", ["A"], ["a"], "no"],
    ["StringLike", ["a*c", "x"], ["abc"], "yes"],
    ["StringLike", ["a?"], ["abc"], "no"],
    ["StringLike", ["a${*}"], ["a*"], "yes"],
    ["StringLike", ["a${*}"], ["ab"], "no"],
    ["StringNotLike", ["a*"], ["abc"], "no"],
    ["ArnLike", ["arn:aws:sns:*:1:*"], ["arn:aws:sns:eu-west-1:1:topic"], "yes"],
    ["ArnEquals", ["arn:aws:sns:*:topic"], ["arn:aws:sns:eu-west-1:1:topic"], "no"],
    ["ArnNotLike", ["arn:aws:sns:*:1:*"], ["arn:aws:sns:eu-west-1:2:topic"], "yes"],
    ["Bool", ["true"], ["True"], "yes"],
    ["Bool", ["true"], ["false"], "no"],
    ["Null", ["true"], "absent", "yes"],
    ["Null", ["true"], ["a"], "no"],
    ["Null", ["false"], ["a"], "yes"],
    ["IpAddress", ["10.0.0.0/8"], ["10.1.2.3"], "yes"],
    ["IpAddress", ["10.0.0.1"], ["10.0.0.2"], "no"],
    ["IpAddress", ["10.0.0.0/8"], ["2001:db8::1"], "no"],
    ["IpAddress", ["2001:db8::/32"], ["2001:db8::1"], "yes"],
    ["NotIpAddress", ["10.0.0.0/8"], ["11.1.2.3"], "yes"],
    ["NumericLessThan", ["10"], ["9"], "yes"],
    ["NumericLessThanEquals", ["10"], ["10.0"], "yes"],
    ["NumericGreaterThan", ["10"], ["10"], "no"],
    ["NumericNotEquals", ["10"], ["11"], "yes"],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], ["2026-06-01T00:00:00Z"], "yes"],
    ["DateLessThan", ["2026-01-01T00:00:00Z"], ["1767225599"], "yes"],
    ["DateGreaterThanEquals", ["2026-01-01T00:00:00Z"], ["1767225600"], "yes"],
    ["ForAnyValue:StringEquals", ["a"], ["b", "a"], "yes"],
    ["ForAllValues:StringEquals", ["a"], ["b", "a"], "no"],
    ["ForAllValues:StringEquals", ["a", "b"], ["b", "a"], "yes"],
    ["ForAnyValue:StringNotEquals", ["a"], ["b", "a"], "yes"],
    // What holds where the request has no such key.
    ["StringEquals", ["a"], "absent", "no"],
    ["StringNotEquals", ["a"], "absent", "yes"],
    ["StringEqualsIfExists", ["a"], "absent", "yes"],
    ["StringEqualsIfExists", ["a"], ["b"], "no"],
    ["ForAnyValue:StringEquals", ["a"], "absent", "no"],
    ["ForAnyValue:StringNotEquals", ["a"], "absent", "no"],
    ["ForAllValues:StringEquals", ["a"], "absent", "yes"],
    ["ForAnyValue:StringEqualsIfExists", ["a"], "absent", "yes"],
    // What cannot be told.
    ["StringEquals", ["a"], "unknown", "unknown"],
    ["SpellsLike", ["a"], ["a"], "unknown"],
  ];
  for (const [operator, expected, given, wanted] of rows) {
    const asked = typeof given === "string" ? given : given.join(" and ");
    it(`${operator} ${expected.join(" or ")} with ${asked}: ${wanted}`, () => {
      assert.equal(answer(operator, expected, given), wanted);
    });
  }

  it("is open where one of its values is not known and no other decides", () => {
    const condition = { operator: "StringEquals", key: "k", names: { values: ["a"], unknown: true } };
    assert.equal(holds(condition, ["a"], ["a"]), "yes");
    assert.equal(holds(condition, ["a"], ["b"]), "unknown");
    assert.equal(holds({ ...condition, operator: "StringNotEquals" }, ["a"], ["a"]), "no");
  });

  it("takes a literal text for itself alone", () => {
    assert.equal(literal("a*b?c$"), "a${*}b${?}c${$}");
  });
});
