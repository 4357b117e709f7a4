import assert from "node:assert/strict";
import { problemsOf, type ValidationError } from "../../../contracts/events/problems.ts";

function error(change: Partial<ValidationError>): ValidationError {
  return { instancePath: "/payload", keyword: "type", params: {}, message: "must be object", ...change };
}

describe("problemsOf", () => {
  const rows: readonly (readonly [string, ValidationError, string])[] = [
    ["the rule that is broken", error({}), "/payload must be object"],
    ["the whole value by /", error({ instancePath: "" }), "/ must be object"],
    [
      "a field that must be there",
      error({ keyword: "required", params: { missingProperty: "a" } }),
      "/payload must have a",
    ],
    [
      "a field that is too many",
      error({ keyword: "additionalProperties", params: { additionalProperty: "colour" } }),
      "/payload must not have colour",
    ],
    [
      "values that are allowed",
      error({ keyword: "enum", params: { allowedValues: ["ok", "degraded"] } }),
      "/payload must be one of ok, degraded",
    ],
    [
      "the one value that is allowed",
      error({ keyword: "const", params: { allowedValue: "1" } }),
      '/payload must be "1"',
    ],
    [
      "a name that is not allowed",
      error({ propertyName: "constructor" }),
      "/payload must not have the name constructor",
    ],
  ];
  for (const [what, one, line] of rows) {
    it(`names ${what}`, () => {
      assert.deepEqual(problemsOf([one]), [line]);
    });
  }

  it("show no name that is not in the form of ours, wherever it stands", () => {
    const secret = "some.one@example.org";
    const lines = problemsOf([
      error({ instancePath: `/payload/${secret}/x` }),
      error({ keyword: "additionalProperties", params: { additionalProperty: secret } }),
      error({ propertyName: secret }),
      error({ instancePath: "/payload/a~1b" }),
    ]);
    assert.deepEqual(lines, [
      "/payload/*/x must be object",
      "/payload must not have *",
      "/payload must not have the name *",
      "/payload/* must be object",
    ]);
  });

  it("say once what is said twice, and that a name is wrong only by its own rule", () => {
    assert.deepEqual(problemsOf([error({}), error({}), error({ keyword: "propertyNames" })]), [
      "/payload must be object",
    ]);
  });

  it("stay few and short", () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      error({ instancePath: `/payload/${"a".repeat(63)}/b/${index}` }),
    );
    const lines = problemsOf([...many, error({ instancePath: "/aaaa".repeat(200) })]);
    assert.ok(lines.length <= 9 && lines.every((line) => line.length < 300), lines.join("\n"));
  });
});
