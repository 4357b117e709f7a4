import assert from "node:assert/strict";
import * as path from "node:path";
import { exists, hasNoCode, importsOf, trackedFiles } from "./sources.ts";

/** A whole that is tested as one: the parts it is made of need no test file of their own. */
interface Whole {
  /** The file that brings the parts together. */
  readonly entry: string;
  /** Only parts in this folder count. */
  readonly folder: string;
  /** Tests that run the whole, beside the one at the entry's own path. */
  readonly tests: readonly string[];
}

const wholes: readonly Whole[] = [
  {
    // Commands are run as their users run them: as a process.
    entry: "cli/main.ts",
    folder: "cli/",
    tests: ["test/engine/offline.test.ts", "test/engine/interrupted.test.ts", "test/engine/local.test.ts"],
  },
  {
    entry: "contracts/stacks/index.ts",
    folder: "contracts/stacks/",
    tests: ["test/contracts/stacks/stability.test.ts"],
  },
  { entry: "local/provider/server.ts", folder: "local/provider/", tests: ["test/local/provider/engine.test.ts"] },
  {
    entry: "local/runtime/daemon.ts",
    folder: "local/runtime/",
    tests: ["test/local/runtime/kafka/granted-access.test.ts", "test/local/runtime/kafka/producer-offsets.test.ts"],
  },
  { entry: "local/client.ts", folder: "local/", tests: ["test/local/runtime/daemon.test.ts"] },
  {
    entry: "policy/registry.ts",
    folder: "policy/",
    tests: [
      "test/policy/iam/emulator.test.ts",
      "test/policy/iam/parliament.test.ts",
      "test/policy/rules.test.ts",
      "test/policy/analyze.test.ts",
      "test/policy/preview.test.ts",
      "test/policy/package.test.ts",
      "test/policy/mutants/mutants.test.ts",
      "test/policy/mutants/planned.test.ts",
    ],
  },
];

/** Sources without a test, each with its reason. */
const untested: Readonly<Record<string, string>> = {
  "cli/scripts.ts": "starts the tests; nothing would run if it were broken",
  "cli/policy/record.ts": "writes down what policies-document.test.ts compares with; run by hand",
  "contracts/stacks/record.ts": "writes down what the stability test compares with; run by hand",
  "cli/test-reporter.ts": "reports the tests; its output is what one reads",
  "policy/tagging/record.ts": "writes down what the test of provider-types.ts compares with; run by hand",
  "local/toolchain/lock-jars.ts": "writes the jar locks anew, for which it asks registries; run by hand",
};

const sources = trackedFiles(/^(components|contracts|policy|cli|local)\/.*(?<!\.d)\.ts$/);

/** Files reached by imports from these, as far as they lie in the folder. */
function reachedFrom(starts: readonly string[], inFolder: (part: string, importer: string) => boolean): Set<string> {
  const reached = new Set(starts);
  for (const file of reached) {
    for (const part of importsOf(file)) {
      if (sources.includes(part) && inFolder(part, file)) {
        reached.add(part);
      }
    }
  }
  return reached;
}

/** `policy/x.ts` is tested by `test/policy/x.test.ts`; a policy rule by its table of rows. */
function hasMirror(source: string): boolean {
  const path = `test/${source.replace(/\.ts$/, "")}`;
  return [".test.ts", ".full-test.ts", ".rows.ts"].some((ending) => exists(path + ending));
}

describe("every source with code", () => {
  const mirrored = sources.filter(hasMirror);
  // What a tested file keeps beside itself is a part of it.
  const parts = reachedFrom(mirrored, (part, importer) => path.dirname(part) === path.dirname(importer));
  const ofWholes = wholes.map(({ entry, folder }) => reachedFrom([entry], (part) => part.startsWith(folder)));

  it("has a test at its path below test/, or is part of something that has", () => {
    assert.ok(mirrored.length > 50, "hardly a source has a test: is the pattern still right?");
    const missing = sources.filter(
      (source) =>
        !parts.has(source) &&
        !ofWholes.some((whole) => whole.has(source)) &&
        !(source in untested) &&
        !hasNoCode(source),
    );
    assert.deepEqual(missing, []);
  });

  it("is tested as part of a whole only where the whole has its tests", () => {
    const claimed = wholes.flatMap(({ entry, tests }) => [entry, ...tests]);
    assert.deepEqual(
      claimed.filter((file) => !exists(file)),
      [],
    );
    const untestedWholes = wholes.filter(({ entry, tests }) => tests.length === 0 && !hasMirror(entry));
    assert.deepEqual(untestedWholes, []);
  });

  it("is listed as untested only while it is", () => {
    const stale = Object.keys(untested).filter((source) => !sources.includes(source) || hasMirror(source));
    assert.deepEqual(stale, []);
  });
});

describe("every test file", () => {
  it("lies where a source lies, or tests something larger than a file", () => {
    // The engine's whole, what Checkov judges, the deployed roles, ingestion under faults, the conventions, the harness and its
    // fixtures have no one source.
    const larger = /^test\/(engine|checkov|roles|faults|conventions|support|workloads)\//;
    const ofWholes = wholes.flatMap(({ tests }) => tests);
    const lost = trackedFiles(/^test\/.*\.(test|full-test|rows)\.ts$/).filter((test) => {
      const source = test.replace(/^test\//, "").replace(/\.(test|full-test|rows)\.ts$/, "");
      return !larger.test(test) && !ofWholes.includes(test) && !exists(`${source}.ts`) && !exists(`${source}.mjs`);
    });
    assert.deepEqual(lost, []);
  });
});
