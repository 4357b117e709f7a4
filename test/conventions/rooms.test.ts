import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.resolve(import.meta.dirname, "../..");

/** Who may import whom: the table of docs/decisions/0001. A room may always import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  stacks: ["components", "contracts"],
  components: ["contracts/events"],
  contracts: [],
  policy: [],
  workloads: ["contracts/events"],
  local: [],
  cli: ["contracts", "policy", "local", "stacks", "workloads"],
};

function trackedFiles(pattern: string): readonly string[] {
  return execFileSync("git", ["ls-files", pattern], { cwd: repository, encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((file) => file !== "");
}

function importsOf(file: string): readonly string[] {
  const source = fs.readFileSync(path.join(repository, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier ?? "");
}

/** Imports of other rooms, as `importer -> imported`. */
function crossings(room: string): readonly { readonly from: string; readonly to: string }[] {
  return trackedFiles(`${room}/**/*.ts`).flatMap((from) =>
    importsOf(from)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => ({
        from,
        to: path.relative(repository, path.resolve(repository, path.dirname(from), specifier)),
      }))
      .filter(({ to }) => !to.startsWith(`${room}/`)),
  );
}

describe("rooms", () => {
  for (const [room, allowed] of Object.entries(mayImport)) {
    it(`${room} imports only ${allowed.length === 0 ? "itself" : allowed.join(", ")}`, () => {
      assert.ok(trackedFiles(`${room}/**/*.ts`).length > 0, `${room} has no TypeScript: is the pattern still right?`);
      const wrong = crossings(room).filter(({ to }) => !allowed.some((other) => to.startsWith(`${other}/`)));
      assert.deepEqual(
        wrong.map(({ from, to }) => `${from} -> ${to}`),
        [],
      );
    });
  }

  it("contracts are the only place that makes a StackReference", () => {
    const makers = trackedFiles("*.ts").filter(
      (file) =>
        !file.startsWith("test/") &&
        fs.readFileSync(path.join(repository, file), "utf8").includes("new pulumi.StackReference"),
    );
    assert.deepEqual(makers, ["contracts/stacks/consume.ts"]);
  });

  it("configuration is read in one place", () => {
    const readers = trackedFiles("*.ts").filter(
      (file) =>
        /^(stacks|components|contracts)\//.test(file) &&
        /new pulumi\.Config\b|allConfig\(/.test(fs.readFileSync(path.join(repository, file), "utf8")),
    );
    assert.deepEqual(readers, ["stacks/config.ts"]);
  });

  it("stack programs are wiring: under 60 lines, no resource of a provider", () => {
    for (const file of trackedFiles("stacks/*/index.ts")) {
      const source = fs.readFileSync(path.join(repository, file), "utf8");
      const lines = source.trimEnd().split("\n").length;
      assert.ok(lines < 60, `${file} has ${lines} lines`);
      assert.doesNotMatch(source, /new (aws|awsx|eks|kubernetes)\./, file);
    }
  });

  it("environments differ in their files, not in code", () => {
    const branching = trackedFiles("*.ts").filter(
      (file) =>
        /^(stacks|components)\//.test(file) &&
        /=== "(local|dev|test|prod)"/.test(fs.readFileSync(path.join(repository, file), "utf8")),
    );
    assert.deepEqual(branching, []);
  });
});
