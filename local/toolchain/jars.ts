import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { z } from "zod";
import { run } from "./launcher/command.mjs";

/** Jars that make one classpath. */
export type JarSet = "kafka" | "kafka-tools" | "spark";

const lockedJarSchema = z.strictObject({
  organisation: z.string(),
  module: z.string(),
  revision: z.string(),
  /** sha256 of the file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One jar by its coordinates, pinned by its content. */
export type LockedJar = z.infer<typeof lockedJarSchema>;
/** A jar before its content is known. */
export type Coordinates = Omit<LockedJar, "sha256">;

/** Ivy, which resolves and downloads jars; PySpark brings it, so that no Maven is needed. */
export interface Ivy {
  readonly java: string;
  readonly jar: string;
}

/** File with the jars of a set. */
export function jarLockFile(set: JarSet): string {
  return path.join(import.meta.dirname, `jars/${set}.lock.json`);
}

/** Reads the committed list of a set's jars. */
export function lockedJars(set: JarSet): readonly LockedJar[] {
  return z.array(lockedJarSchema).parse(JSON.parse(readFileSync(jarLockFile(set), "utf8")));
}

/** Name a jar has in the cache. */
export function jarFileName({ module, revision }: Coordinates): string {
  return `${module}-${revision}.jar`;
}

/** The Ivy of a PySpark installation. */
export function ivyOf(java: string, sparkJars: string): Ivy {
  const jar = readdirSync(sparkJars).find((name) => /^ivy-\d.*\.jar$/.test(name));
  if (jar === undefined) throw new Error(`PySpark brought no ivy-*.jar in ${sparkJars}, so no jars can be downloaded.`);
  return { java, jar: path.join(sparkJars, jar) };
}

/**
 * Downloads jars with Ivy into `directory`, as `<organisation>#<module>#<revision>.jar`.
 *
 * @param transitive whether what they need is taken too; a locked set is complete and takes nothing else.
 */
export async function retrieve(
  ivy: Ivy,
  jars: readonly Coordinates[],
  options: { directory: string; transitive: boolean; what: string },
  signal: AbortSignal,
): Promise<void> {
  const { directory, transitive, what } = options;
  const description = path.join(directory, "ivy.xml");
  const downloads = path.join(directory, "downloads");
  await writeFile(description, ivyDescription(jars, transitive));
  const pattern = `${directory}/[organisation]#[module]#[revision].[ext]`;
  const args = ["-jar", ivy.jar, "-warn", "-ivy", description, "-cache", downloads, "-types", "jar", "bundle"];
  await run({ what, command: ivy.java, args: [...args, "-retrieve", pattern], cwd: directory }, signal);
  await rm(downloads, { recursive: true });
  await rm(description);
}

/**
 * Downloads a locked set and compares every file with its pin.
 *
 * @throws Error naming each jar that is not what was pinned.
 */
export async function downloadLocked(ivy: Ivy, set: JarSet, directory: string, signal: AbortSignal): Promise<void> {
  const jars = lockedJars(set);
  await retrieve(ivy, jars, { directory, transitive: false, what: `Downloading the ${set} jars with Ivy` }, signal);
  for (const jar of jars) {
    const { organisation, module, revision } = jar;
    await rename(
      path.join(directory, `${organisation}#${module}#${revision}.jar`),
      path.join(directory, jarFileName(jar)),
    );
  }
  await verifyJars(jars, directory, path.relative(path.join(import.meta.dirname, "../.."), jarLockFile(set)));
}

/**
 * @param lockFile where the pins are, for the message.
 * @throws Error naming each jar that is not what was pinned.
 */
export async function verifyJars(jars: readonly LockedJar[], directory: string, lockFile: string): Promise<void> {
  const wrong: string[] = [];
  for (const jar of jars) {
    const got = await sha256Of(path.join(directory, jarFileName(jar)));
    if (got !== jar.sha256) {
      const { organisation, module, revision } = jar;
      wrong.push(`  ${organisation}:${module}:${revision}\n    pinned ${jar.sha256}\n    got    ${got}`);
    }
  }
  if (wrong.length > 0) {
    throw new Error(
      `Jars are not what ${lockFile} pins, so none of them is used:\n${wrong.join("\n")}\n` +
        "What lies between this machine and its package registry may have changed them; where a change is wanted, run `node local/toolchain/lock-jars.ts`.",
    );
  }
}

/** Content hash of a file, hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

function ivyDescription(jars: readonly Coordinates[], transitive: boolean): string {
  const dependencies = jars.map(
    ({ organisation, module, revision }) =>
      `    <dependency org="${organisation}" name="${module}" rev="${revision}" conf="default->${transitive ? "default" : "master"}" transitive="${transitive}"/>`,
  );
  return [
    '<ivy-module version="2.0">',
    '  <info organisation="event-platform" module="jars"/>',
    '  <configurations><conf name="default"/></configurations>',
    "  <dependencies>",
    ...dependencies,
    "  </dependencies>",
    "</ivy-module>",
    "",
  ].join("\n");
}
