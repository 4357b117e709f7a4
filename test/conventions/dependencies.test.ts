import assert from "node:assert/strict";
import { textOf, trackedFiles } from "./sources.ts";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The repository's manifest, and those of the rooms that are packages of their own. */
const manifests = ["package.json", "cli/package.json", "policy/package.json"].map(
  (file) => JSON.parse(textOf(file)) as Manifest, // npm's own format
);
const versions = Object.assign(
  {},
  ...manifests.flatMap(({ dependencies, devDependencies }) => [dependencies, devDependencies]),
) as Readonly<Record<string, string>>;
const installed = Object.keys(versions);

/** Packages in the first column of the table in the first decision record; `*` stands for any characters. */
const explained = [...textOf("docs/decisions/0001-the-house.md").matchAll(/^\| (`.*?) *\|/gm)].flatMap(
  ([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
);

function isExplainedBy(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Packages that no file imports, each with its reason. */
const notImported: Readonly<Record<string, string>> = {
  "@pulumi/grafana": "asked for; no phase has dashboards yet",
  "swagger-ui-dist": "files that workloads/collector/api/page.ts serves",
  "@types/mocha": "types",
  "@types/node": "types",
};

/** Packages that code imports, by package, with the files that do. */
const importers = new Map<string, string[]>();
for (const file of trackedFiles(/\.(ts|mjs|cjs|js)$/)) {
  for (const [, specifier = ""] of textOf(file).matchAll(/(?:from|import\(|import|require\()\s*"([^".][^"]*)"/g)) {
    const [scope = "", name = ""] = specifier.split("/");
    const packageName = scope.startsWith("@") ? `${scope}/${name}` : scope;
    importers.set(packageName, [...(importers.get(packageName) ?? []), file]);
  }
}

describe("every dependency", () => {
  it("is pinned to one version", () => {
    const loose = Object.entries(versions).filter(([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version));
    assert.deepEqual(loose, []);
  });

  it("has its reason in the first decision record, and every reason its dependency", () => {
    const rooms = /^(\w+\/|stacks\/\*.*)$/;
    const packages = explained.filter((name) => !rooms.test(name));
    assert.deepEqual(
      installed.filter((name) => !packages.some((pattern) => isExplainedBy(pattern, name))),
      [],
    );
    assert.deepEqual(
      packages.filter((pattern) => !installed.some((name) => isExplainedBy(pattern, name))),
      [],
    );
  });

  it("is imported, or listed as one that is not only while it is so", () => {
    const unused = installed.filter((name) => !importers.has(name));
    assert.deepEqual(unused.sort(), Object.keys(notImported).sort());
  });

  it("is one of development only where nothing but tests and tools import it", () => {
    const tools = /^(test\/|eslint\.config\.js$|cli\/(scripts|test-reporter)\.ts$|contracts\/events\/record\/)/;
    const misplaced = manifests
      .flatMap(({ devDependencies }) => Object.keys(devDependencies ?? {}))
      .flatMap((name) =>
        (importers.get(name) ?? []).filter((file) => !tools.test(file)).map((file) => `${name}: ${file}`),
      );
    assert.deepEqual(misplaced, []);
  });
});
