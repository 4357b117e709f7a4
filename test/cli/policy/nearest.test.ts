import assert from "node:assert/strict";
import { nearest } from "../../../cli/policy/nearest.ts";

const names = ["kms-key-rotation", "kms-key-policy-not-public", "log-group-cmk", "imdsv2"];

describe("nearest", () => {
  it("finds what was mistyped", () => {
    assert.deepEqual(nearest("kms-key-rotaton", names), ["kms-key-rotation"]);
    assert.deepEqual(nearest("IMDSv1", names), ["imdsv2"]);
  });

  it("finds names that hold what was typed", () => {
    assert.deepEqual(nearest("kms-key", names), ["kms-key-policy-not-public", "kms-key-rotation"]);
  });

  it("finds nothing for a name that looks like none", () => {
    assert.deepEqual(nearest("bananas", names), []);
  });
});
