import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { run } from "./launcher/command.mjs";

const folder = path.join(import.meta.dirname, "python");

/** A file of requirements with the hash of every package. */
export type Requirements = "build" | "checkov" | "emulator" | "spark" | "dataset";

/** File of these requirements. */
function requirementsFile(requirements: Requirements): string {
  return path.join(folder, `${requirements}.txt`);
}

/** The interpreter of a virtual environment. */
export function interpreterIn(directory: string): string {
  return path.join(directory, "bin/python");
}

/** Whether a virtual environment can still be used: its interpreter is a link to a Python that may be gone. */
export function hasInterpreter(directory: string): boolean {
  return existsSync(interpreterIn(directory));
}

/**
 * Makes a virtual environment. Packages that come as source are built with the pinned tools of `build.txt`, never
 * with what pip would fetch on its own.
 *
 * @param python the machine's own interpreter
 * @param home where the environment will be found once it is renamed
 */
export async function makeEnvironment(
  options: { python: string; directory: string; home: string; requirements: readonly Requirements[] },
  signal: AbortSignal,
): Promise<void> {
  const { python, directory, home, requirements } = options;
  await run({ what: "Making a Python environment", command: python, args: ["-m", "venv", directory] }, signal);
  for (const name of requirements) {
    const args = ["install", "--require-hashes", "--no-build-isolation", "-r", requirementsFile(name)];
    await pip(directory, { what: `Installing the Python packages of ${name}.txt`, args }, signal);
  }
  await pointScriptsTo(directory, home);
}

/** Runs the pip of an environment. */
export async function pip(
  directory: string,
  command: { what: string; args: readonly string[] },
  signal: AbortSignal,
): Promise<void> {
  const args = ["-m", "pip", "--disable-pip-version-check", "--no-input", ...command.args];
  await run({ what: command.what, command: interpreterIn(directory), args }, signal);
}

/** Scripts in `bin` name their interpreter by its path, which the rename changes. */
async function pointScriptsTo(directory: string, home: string): Promise<void> {
  const bin = path.join(directory, "bin");
  for (const entry of await readdir(bin, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(bin, entry.name);
    const text = await readFile(file, "utf8");
    if (text.includes(directory)) await writeFile(file, text.replaceAll(directory, home));
  }
}

/** Downloads one source package, hash checked, and unpacks its files of `extension` and those zipped beside them. */
export async function unpackSource(
  options: { python: string; directory: string; requirements: Requirements; extension: string },
  signal: AbortSignal,
): Promise<void> {
  const { python, directory, requirements, extension } = options;
  const environment = path.join(directory, ".environment");
  const downloads = path.join(directory, ".download");
  await mkdir(downloads);
  // Its own environment, because pip asks the package for its metadata and that needs the build tools.
  await makeEnvironment({ python, directory: environment, home: environment, requirements: ["build"] }, signal);
  const source = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"];
  const args = ["download", ...source, "-d", downloads, "-r", requirementsFile(requirements)];
  await pip(environment, { what: `Downloading the source package of ${requirements}.txt`, args }, signal);
  const unpack = [path.join(folder, "unpack.py"), downloads, directory, extension];
  await run({ what: "Unpacking it", command: interpreterIn(environment), args: unpack }, signal);
  for (const done of [environment, downloads]) await rm(done, { recursive: true });
}
