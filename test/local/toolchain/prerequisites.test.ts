import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { checkTool, PrerequisiteError, prerequisites, refuseMissing } from "../../../local/toolchain/prerequisites.ts";

describe("prerequisites", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "prerequisites-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** An executable that prints `output` and ends with `exit`, in a folder of the machine that is played. */
  function install(file: string, output: string, exit = 0): string {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `#!/bin/sh\necho '${output}'\nexit ${exit}\n`);
    chmodSync(target, 0o755);
    return target;
  }

  /** Environment with these folders, and nothing else, on the PATH. */
  function machine(...folders: readonly string[]): NodeJS.ProcessEnv {
    return { PATH: folders.map((name) => path.join(folder, name)).join(path.delimiter) };
  }

  it("finds every tool that is recent enough", async () => {
    const python = install("bin/python3", "Python 3.12.1");
    const java = install("bin/java", 'openjdk version "17.0.15" 2025-04-15');
    const go = install("bin/go", "go version go1.26.8 linux/amd64");
    const pulumi = install("bin/pulumi", "v3.260.0");
    install("bin/pulumi-language-nodejs", "");
    const checks = await prerequisites(machine("bin"));
    assert.deepEqual(
      checks.map((check) => [check.tool, check.ok, check.path, check.version]),
      [
        ["pulumi", true, pulumi, "3.260.0"],
        ["go", true, go, "1.26.8"],
        ["java", true, java, "17.0.15"],
        ["python", true, python, "3.12.1"],
      ],
    );
    refuseMissing(checks);
  });

  it("names everything that is missing or wrong in one message", async () => {
    install("bin/python3", "Python 3.9.18");
    install("bin/java", 'openjdk version "1.8.0_392"');
    const pulumi = install("bin/pulumi", "v3.100.0");
    const checks = await prerequisites(machine("bin"));
    assert.throws(
      () => {
        refuseMissing(checks);
      },
      (error) => {
        assert.ok(error instanceof PrerequisiteError);
        const [first, ...rest] = error.message.split("\n");
        assert.equal(first, "This machine lacks what is needed:");
        assert.deepEqual(
          rest.filter((line) => !line.startsWith("    install:")),
          [
            `  - Go 1.25.11 or later (builds the Pulumi CLI; Pulumi CLI 3.259.0 or later on the PATH does as well, found 3.100.0 (${pulumi}))`,
            "    found:   none",
            "  - Java 17 to 22",
            `    found:   1.8.0 (${path.join(folder, "bin/java")})`,
            "  - Python 3.11 or later, with venv",
            `    found:   3.9.18 (${path.join(folder, "bin/python3")})`,
            "Install it and run the same command again.",
          ],
        );
        assert.equal(rest.filter((line) => line.startsWith("    install: ")).length, 3);
        return true;
      },
    );
  });

  it("looks past a tool that is too old, and past one that does not start", async () => {
    install("broken/java", "no runtime here", 1);
    install("old/java", 'java version "11.0.2"');
    const good = install("good/java", 'openjdk version "21.0.4"');
    const check = await checkTool("java", machine("broken", "old", "good"));
    assert.equal(check.path, good);
    assert.equal(check.found.length, 3);
  });

  it("prefers the Java of JAVA_HOME", async () => {
    install("bin/java", 'openjdk version "17.0.1"');
    const home = install("jdk/bin/java", 'openjdk version "21.0.1"');
    const check = await checkTool("java", { ...machine("bin"), JAVA_HOME: path.join(folder, "jdk") });
    assert.equal(check.path, home);
  });

  it("refuses a Java that Spark 3.5 does not run on", async () => {
    install("bin/java", 'openjdk version "25" 2025-09-16');
    const check = await checkTool("java", machine("bin"));
    assert.equal(check.ok, false);
  });

  it("prefers the Python that AWS Glue runs", async () => {
    install("bin/python3", "Python 3.13.0");
    const glue = install("bin/python3.11", "Python 3.11.7");
    assert.equal((await checkTool("python", machine("bin"))).path, glue);
  });

  it("refuses a Python without its venv module", async () => {
    const python = path.join(folder, "bin/python3");
    install("bin/python3", "");
    writeFileSync(python, '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.12.1\n');
    const check = await checkTool("python", machine("bin"));
    assert.equal(check.ok, false);
    assert.deepEqual(check.found, [`3.12.1 (${python}, without its venv module)`]);
  });

  it("passes over a Pulumi CLI that comes without a language host", async () => {
    install("bin/pulumi", "v3.260.0");
    assert.equal((await checkTool("pulumi", machine("bin"))).ok, false);
  });
});
