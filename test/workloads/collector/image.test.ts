import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, "../../..");
const dockerfile = readFileSync(path.join(repository, "workloads/collector/Dockerfile"), "utf8");

/** Sources and target of every COPY from the repository. */
const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].map(([, paths = ""]) => {
  const names = paths.split(" ");
  return { sources: names.slice(0, -1), target: names.at(-1) ?? "" };
});

/** No registry can be asked here, so packages are the repository's own; which of them there are is the image's. */
describe("the collector's image", function () {
  this.timeout(60_000);
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "image-"));
    for (const { sources, target } of copies) {
      for (const source of sources) {
        const place = target.endsWith("/") ? path.join(target, path.basename(source)) : target;
        cpSync(path.join(repository, source), path.join(folder, place), { recursive: true });
      }
    }
    const [, reduce = ""] = /^RUN node (.+\.ts)/m.exec(dockerfile) ?? [];
    await run(process.execPath, reduce.split(" "), { cwd: folder });
    const { dependencies } = manifest();
    for (const name of Object.keys(dependencies)) {
      const place = path.join(folder, "node_modules", name);
      mkdirSync(path.dirname(place), { recursive: true });
      symlinkSync(path.join(repository, "node_modules", name), place);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function manifest(): { readonly dependencies: Readonly<Record<string, string>> } {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as ReturnType<typeof manifest>;
  }

  it("is built from files that exist and that its ignore file lets through", () => {
    const sources = copies.flatMap((copy) => copy.sources);
    assert.ok(sources.length >= 4, "hardly anything is copied: is the pattern still right?");
    const ignored = readFileSync(path.join(repository, "workloads/collector/Dockerfile.dockerignore"), "utf8").split(
      "\n",
    );
    for (const source of sources) {
      assert.ok(existsSync(path.join(repository, source)), source);
      const isLetThrough = ignored.some((line) => line.startsWith("!") && `${source}/`.startsWith(`${line.slice(1)}/`));
      assert.ok(isLetThrough, `${source} is ignored`);
    }
  });

  it("starts from exactly those files and packages", async () => {
    const [, command = "[]"] = /^CMD (.+)$/m.exec(dockerfile) ?? [];
    const [program, ...args] = JSON.parse(command) as string[];
    assert.equal(program, "node");
    const { stdout } = await run(process.execPath, [...args, "--help"], { cwd: folder });
    assert.match(stdout, /COLLECTOR_SETTINGS/);
  });

  it("has the versions of the repository, and nothing that only checks and tests need", () => {
    const own = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as ReturnType<typeof manifest>;
    for (const [name, version] of Object.entries(manifest().dependencies))
      assert.equal(version, own.dependencies[name]);
    assert.ok(Object.keys(manifest().dependencies).length < Object.keys(own.dependencies).length);
  });

  it("runs as a user that is not root, by number", () => {
    assert.match(dockerfile, /^USER [1-9]\d*:[1-9]\d*$/m);
    assert.ok(dockerfile.lastIndexOf("\nUSER") > dockerfile.lastIndexOf("\nFROM"));
  });
});
