import assert from "node:assert/strict";
import * as path from "node:path";
import { textOf, trackedFiles } from "./sources.ts";

/** Who may import whom: the table of docs/decisions/0001. A room may always import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  stacks: ["components", "contracts"],
  components: ["contracts/events"],
  contracts: [],
  policy: [],
  workloads: ["contracts/events"],
  local: [],
  cli: ["contracts", "policy", "local", "workloads", "stacks/config.ts", "stacks/platform-config.ts"],
  bench: ["cli", "components", "contracts", "local", "policy", "test"],
};

/** A phase's configuration, which the CLI may read as well. */
const phaseConfiguration = /^stacks\/[\w-]+\/config\.ts$/;

function filesOf(room: string): readonly string[] {
  return trackedFiles(new RegExp(`^${room}/.*\\.ts$`));
}

/** What a file imports, types included: a type ties two rooms as well. */
function importsOf(file: string): readonly string[] {
  return [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier ?? "");
}

/** Imports of other rooms, as `importer -> imported`. */
function crossings(room: string): readonly { readonly from: string; readonly to: string }[] {
  return filesOf(room).flatMap((from) =>
    importsOf(from)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({
        from,
        to: path.join(path.dirname(from), specifier),
      }))
      .filter(({ to }) => !to.startsWith(`${room}/`)),
  );
}

describe("rooms", () => {
  for (const [room, allowed] of Object.entries(mayImport)) {
    it(`${room} imports only ${allowed.length === 0 ? "itself" : allowed.join(", ")}`, () => {
      assert.ok(filesOf(room).length > 0, `${room} has no TypeScript: is the pattern still right?`);
      const isAllowed = (to: string): boolean =>
        allowed.some((other) => to === other || to.startsWith(`${other}/`)) ||
        (room === "cli" && phaseConfiguration.test(to));
      const wrong = crossings(room).filter(({ to }) => !isAllowed(to));
      assert.deepEqual(
        wrong.map(({ from, to }) => `${from} -> ${to}`),
        [],
      );
    });
  }

  it("contracts are the only place that makes a StackReference", () => {
    const makers = trackedFiles(/\.ts$/).filter(
      (file) => !file.startsWith("test/") && textOf(file).includes("new pulumi.StackReference"),
    );
    assert.deepEqual(makers, ["contracts/stacks/consume.ts"]);
  });

  it("configuration is read in one place", () => {
    const readers = trackedFiles(/\.ts$/).filter(
      (file) => /^(stacks|components|contracts)\//.test(file) && /new pulumi\.Config\b|allConfig\(/.test(textOf(file)),
    );
    assert.deepEqual(readers, ["stacks/config.ts"]);
  });

  it("stack programs are wiring: under 100 lines, no resource of a provider", () => {
    for (const file of trackedFiles(/^stacks\/[^/]+\/index\.ts$/)) {
      const source = textOf(file);
      const lines = source.trimEnd().split("\n").length;
      assert.ok(lines < 100, `${file} has ${lines} lines`);
      assert.doesNotMatch(source, /new (aws|awsx|eks|kubernetes)\./, file);
    }
  });

  it("environments differ in their files, not in code", () => {
    const branching = trackedFiles(/\.ts$/).filter(
      (file) => /^(stacks|components)\//.test(file) && /=== "(local|dev|test|prod)"/.test(textOf(file)),
    );
    assert.deepEqual(branching, []);
  });
});
