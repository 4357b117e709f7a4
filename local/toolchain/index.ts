import * as path from "node:path";
import { jarFileName, type JarSet, lockedJars } from "./jars.ts";
import { interruptible } from "./launcher/cache.mjs";
import {
  type CachedPart,
  checkovPart,
  datasetPart,
  emulatorPart,
  ensurePart,
  isReady,
  jarParts,
  peersPart,
  pulumiPart,
  sparkPythonPart,
  type Tools,
} from "./parts.ts";
import { pins } from "./pins.ts";
import { type Check, checkTool, refuseMissing, type Tool } from "./prerequisites.ts";
import { interpreterIn } from "./python.ts";

export { type Check, PrerequisiteError, prerequisites, type Tool } from "./prerequisites.ts";
export { cacheDirectory } from "./launcher/cache.mjs";

/** What a caller can ask for. */
export type Part = "pulumi" | "java" | "kafka" | "emulator" | "spark" | "dataset" | "checkov" | "benchmarks";

/** What the one-machine cloud runs on. */
export const cloudParts: readonly Part[] = ["pulumi", "java", "kafka", "emulator", "spark", "dataset"];

/** With what only tests need. */
export const allParts: readonly Part[] = [...cloudParts, "checkov"];

/** Takes a line about what is being done. A warm set-up says nothing. */
export type Progress = (message: string) => void;

/** Where the tools are. A part that was asked for is present. */
export interface Toolchain {
  /** `binDir` holds `pulumi` and `pulumi-language-nodejs`: put it first on PATH. */
  readonly pulumi?: { readonly version: string; readonly binDir: string; readonly origin: "PATH" | "built" };
  /** The `java` executable. */
  readonly java?: string;
  /** `classpath` is ready for `java -cp`. */
  readonly kafka?: { readonly classpath: string; readonly version: string };
  /** Interpreter whose packages are those of the AWS emulator: `-m ministack`. */
  readonly emulatorPython?: string;
  /** Interpreter whose packages are those of Checkov: `-m checkov.main`. */
  readonly checkovPython?: string;
  /** Interpreter with PySpark and PyIceberg; `jars` are for `spark.jars`. */
  readonly spark?: { readonly python: string; readonly jars: readonly string[] };
  /** Programs that the collector is measured beside; `toolsClasspath` has Kafka's ProducerPerformance. */
  readonly benchmarks?: { readonly benthos: string; readonly vegeta: string; readonly toolsClasspath: string };
  /** Folder with weather.csv (26,115 readings), flights.csv (336,776 flights), planes.csv, airports.csv, airlines.csv. */
  readonly dataset?: { readonly directory: string };
}

/**
 * Sets up what is asked for and nothing else: takes it from the cache, or makes it there. Ctrl-C leaves nothing
 * half-made; the next call goes on.
 *
 * @throws {PrerequisiteError} before any long step, naming every tool this machine lacks.
 * @throws Error saying which step failed, where, and what to do.
 */
export function toolchain(parts: readonly Part[], report: Progress): Promise<Toolchain> {
  return interruptible((signal) => setUp(new Set(parts), report, signal));
}

async function setUp(parts: ReadonlySet<Part>, report: Progress, signal: AbortSignal): Promise<Toolchain> {
  const cached = cachedPartsOf(parts);
  const pulumi = parts.has("pulumi") ? await checkTool("pulumi") : undefined;
  const build = cached.filter((part) => !isReady(part) && !(part === pulumiPart && pulumi?.ok));
  const checks = await Promise.all(toolsFor(parts, build).map((tool) => checkTool(tool)));
  refuseMissing(pulumi === undefined ? checks : [...checks, pulumi]);
  const tools = Object.fromEntries(checks.map(({ tool, path: executable }) => [tool, executable]));
  await buildAll(build, tools, report, signal);
  return describe(parts, tools, pulumi);
}

function cachedPartsOf(parts: ReadonlySet<Part>): readonly CachedPart[] {
  const cached = new Set<CachedPart>();
  if (parts.has("pulumi")) cached.add(pulumiPart);
  if (parts.has("emulator")) cached.add(emulatorPart);
  if (parts.has("dataset")) cached.add(datasetPart);
  if (parts.has("checkov")) cached.add(checkovPart);
  if (parts.has("spark")) cached.add(sparkPythonPart).add(jarParts.spark);
  if (parts.has("benchmarks")) {
    if (!isReady(jarParts["kafka-tools"])) cached.add(sparkPythonPart);
    cached.add(peersPart).add(jarParts["kafka-tools"]);
  }
  if (parts.has("kafka")) {
    // Ivy comes with PySpark, and is needed only until the jars are here.
    if (!isReady(jarParts.kafka)) cached.add(sparkPythonPart);
    cached.add(jarParts.kafka);
  }
  return [...cached];
}

function toolsFor(parts: ReadonlySet<Part>, build: readonly CachedPart[]): readonly Exclude<Tool, "pulumi">[] {
  const tools: Exclude<Tool, "pulumi">[] = [];
  if (build.includes(pulumiPart) || build.includes(peersPart)) tools.push("go");
  if ((["java", "kafka", "spark", "benchmarks"] as const).some((name) => parts.has(name))) tools.push("java");
  if (build.some((part) => [emulatorPart, sparkPythonPart, datasetPart, checkovPart].includes(part)))
    tools.push("python");
  return tools;
}

/**
 * Side by side: building Pulumi takes the processors, everything else waits for the network. The first failure stops
 * the rest and is the one that is told.
 */
async function buildAll(
  build: readonly CachedPart[],
  tools: Tools,
  report: Progress,
  signal: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const make = async (part: CachedPart): Promise<void> => {
    try {
      await ensurePart(part, tools, report, either);
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  };
  const jars = build.filter((part) => Object.values(jarParts).includes(part));
  const makeJars = async (): Promise<void> => {
    if (build.includes(sparkPythonPart)) await make(sparkPythonPart);
    await Promise.all(jars.map(make));
  };
  const others = build.filter((part) => part !== sparkPythonPart && !jars.includes(part));
  await Promise.allSettled([makeJars(), ...others.map(make)]);
  either.throwIfAborted();
}

function describe(parts: ReadonlySet<Part>, tools: Tools, pulumi: Check | undefined): Toolchain {
  const jarsOf = (set: JarSet): readonly string[] =>
    lockedJars(set).map((jar) => path.join(jarParts[set].directory, jarFileName(jar)));
  return {
    ...(parts.has("pulumi") && { pulumi: pulumiOf(pulumi) }),
    ...(tools.java !== undefined && { java: tools.java }),
    ...(parts.has("kafka") && {
      kafka: { classpath: jarsOf("kafka").join(path.delimiter), version: pins.kafka.version },
    }),
    ...(parts.has("emulator") && { emulatorPython: interpreterIn(emulatorPart.directory) }),
    ...(parts.has("benchmarks") && {
      benchmarks: {
        benthos: path.join(peersPart.directory, "benthos"),
        vegeta: path.join(peersPart.directory, "vegeta"),
        toolsClasspath: jarsOf("kafka-tools").join(path.delimiter),
      },
    }),
    ...(parts.has("checkov") && { checkovPython: interpreterIn(checkovPart.directory) }),
    ...(parts.has("spark") && {
      spark: { python: interpreterIn(sparkPythonPart.directory), jars: jarsOf("spark") },
    }),
    ...(parts.has("dataset") && { dataset: { directory: datasetPart.directory } }),
  };
}

function pulumiOf(onPath: Check | undefined): Toolchain["pulumi"] {
  return onPath?.path !== undefined && onPath.version !== undefined
    ? { version: onPath.version, binDir: path.dirname(onPath.path), origin: "PATH" }
    : { version: pins.pulumi.version, binDir: pulumiPart.directory, origin: "built" };
}
