import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

const repository = path.resolve(import.meta.dirname, "../..");

// Spelled in pieces, so that this file does not hold what it looks for.
const registries = [
  "registry.npmjs" + ".org",
  "registry.yarnpkg" + ".com",
  "pypi" + ".org",
  "pythonhosted" + ".org",
  "repo1.maven" + ".org",
  "repo.maven.apache" + ".org",
  "maven" + ".org",
  "proxy.golang" + ".org",
  "sum.golang" + ".org",
  "artifactory" + ".",
];

/** Folders that exist on one person's machine only. */
const machinePaths = ["/root" + "/", "/home" + "/", "/Users" + "/", "/work" + "/", "/workspace" + "/"];

interface Finding {
  readonly place: string;
  readonly text: string;
}

/** Lines of tracked files that hold one of the texts as the start of a path or as a host. */
function linesWith(texts: readonly string[], startsPath: boolean): readonly Finding[] {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" }).split("\0");
  const present = files.filter((file) => file !== "" && existsSync(path.join(repository, file)));
  return present.flatMap((file) =>
    readFileSync(path.join(repository, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        texts
          .filter((text) => (startsPath ? new RegExp(`(^|[\\s"'\`=(:])${text}`).test(line) : line.includes(text)))
          .map((text) => ({ place: `${file}:${index + 1}`, text })),
      ),
  );
}

describe("tracked files", () => {
  it("name no package registry: which one is used is the machine's own configuration", () => {
    assert.deepEqual(linesWith(registries, false), []);
  });

  it("hold no path of one person's machine", () => {
    assert.deepEqual(linesWith(machinePaths, true), []);
  });
});
