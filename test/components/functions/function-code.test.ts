import assert from "node:assert/strict";
import { functionSource } from "../../../components/functions/function-code.ts";

describe("functionSource", () => {
  it("is JavaScript that exports a handler", () => {
    const source = functionSource("scram-rotation");
    assert.doesNotMatch(source, /^interface /m);
    assert.match(source, /^export async function handler\(event {2,}\)/m);
  });

  it("is the same for the same file, so that nothing is deployed that did not change", () => {
    assert.equal(functionSource("scram-rotation"), functionSource("scram-rotation"));
  });
});
