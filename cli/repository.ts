import * as path from "node:path";

/** Top of this repository: the CLI works from any directory. */
export const repository = path.resolve(import.meta.dirname, "..");

/** Executable that starts the policy packs; the engine runs it with its own address. */
export const policyPack = path.join(repository, "policy/run");

/**
 * Folder of the environment files: the repository, or `$PLATFORM_CONFIG_DIR` for a team that keeps its own elsewhere.
 */
export function configDirectory(): string {
  return process.env.PLATFORM_CONFIG_DIR ?? repository;
}
