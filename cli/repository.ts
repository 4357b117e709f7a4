import * as fs from "node:fs";
import * as path from "node:path";

/** Top of this repository: the CLI works from any directory. */
export const repository = path.resolve(import.meta.dirname, "..");

/** Executable that starts the policy packs; the engine runs it with its own address. */
export const policyPack = path.join(repository, "policy/run");

/**
 * Folder of the environment files: the repository, or `$PLATFORM_CONFIG_DIR` for a team that keeps its own elsewhere.
 *
 * @throws {Error} where the variable names no folder.
 */
export function configDirectory(): string {
  const { PLATFORM_CONFIG_DIR: given } = process.env;
  if (given === undefined) return repository;
  const folder = path.resolve(given);
  if (given === "" || !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(
      `PLATFORM_CONFIG_DIR is "${given}"; it must be a folder with the environment files. Change the variable or unset it.`,
    );
  }
  return folder;
}
