import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  createStateDirectory,
  readJson,
  stateDirectory,
  writeAtomically,
} from "../../../local/runtime/state-directory.ts";
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

describe("createStateDirectory", () => {
  it("lets the emulator's scripts be CommonJS, also in a repository of ES modules", () => {
    const modules = fs.mkdtempSync(path.join(os.tmpdir(), "modules-"));
    try {
      fs.writeFileSync(path.join(modules, "package.json"), '{"type":"module"}');
      const state = stateDirectory(path.join(modules, "local"));
      createStateDirectory(state);
      const script = path.join(state.emulator, "worker.js");
      fs.writeFileSync(script, 'console.log(typeof require("node:fs"))');
      assert.equal(execFileSync(process.execPath, [script], { encoding: "utf8" }), "object\n");
    } finally {
      fs.rmSync(modules, { recursive: true });
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
