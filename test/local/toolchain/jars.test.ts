import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { lockedJars, sha256Of, verifyJars } from "../../../local/toolchain/jars.ts";

describe("verifyJars", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "jars-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("accepts jars with the pinned content and names each that has another", async () => {
    for (const name of ["good-1.0.jar", "bad-2.0.jar", "worse-3.0.jar"]) writeFileSync(path.join(folder, name), name);
    const good = await sha256Of(path.join(folder, "good-1.0.jar"));
    const pinned = "0".repeat(64);
    const jars = [
      { organisation: "org.example", module: "good", revision: "1.0", sha256: good },
      { organisation: "org.example", module: "bad", revision: "2.0", sha256: pinned },
      { organisation: "org.example", module: "worse", revision: "3.0", sha256: pinned },
    ];
    await verifyJars(jars.slice(0, 1), folder, "some.lock.json");
    await assert.rejects(
      verifyJars(jars, folder, "some.lock.json"),
      ({ message }: Error) =>
        message.startsWith("Jars are not what some.lock.json pins, so none of them is used:\n") &&
        message.includes(`  org.example:bad:2.0\n    pinned ${pinned}\n    got    `) &&
        message.includes("  org.example:worse:3.0\n") &&
        !message.includes("org.example:good"),
    );
  });
});

describe("lockedJars", () => {
  it("holds no module twice, so that a classpath has one version of each", () => {
    for (const set of ["kafka", "kafka-tools", "spark"] as const) {
      const modules = lockedJars(set).map(({ organisation, module }) => `${organisation}:${module}`);
      assert.equal(new Set(modules).size, modules.length);
      assert.ok(modules.length > 0);
    }
  });
});
