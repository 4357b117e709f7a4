import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readJson, stateDirectory, writeAtomically } from "../../../local/runtime/state-directory.ts";
import { temporaryState } from "./temporary-state.ts";

describe("stateDirectory", () => {
  it("is .platform/local in the repository when nothing else is asked for", () => {
    const repository = path.resolve(import.meta.dirname, "../../..");
    assert.equal(stateDirectory("").root, path.join(repository, ".platform", "local"));
  });

  it("keeps everything under its root, and the root to its owner", () => {
    const state = temporaryState();
    try {
      for (const place of Object.values<string>({ ...state })) assert.ok(place.startsWith(state.root), place);
      assert.equal(fs.statSync(state.root).mode & 0o077, 0);
    } finally {
      fs.rmSync(state.root, { recursive: true });
    }
  });
});

describe("writeAtomically", () => {
  it("replaces a file for its owner only; one cut short reads as none", () => {
    const state = temporaryState();
    try {
      writeAtomically(state.portsFile, '{"base":1}');
      assert.deepEqual(readJson(state.portsFile), { base: 1 });
      assert.equal(fs.statSync(state.portsFile).mode & 0o777, 0o600);
      fs.writeFileSync(state.portsFile, '{"ba');
      assert.equal(readJson(state.portsFile), undefined);
    } finally {
      fs.rmSync(state.root, { recursive: true });
    }
  });
});
