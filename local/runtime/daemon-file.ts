import * as fs from "node:fs";
import { z } from "zod";
import { isAlive, processIdentity } from "./process-identity.ts";
import { readJson, type StateDirectory, writeAtomically } from "./state-directory.ts";

const schema = z.object({ ...processIdentity.shape, port: z.number().int().positive(), token: z.string().min(1) });

/** How to reach the supervisor of a state directory. */
export type DaemonFile = z.infer<typeof schema>;

/** The living supervisor; `undefined` when there is none, or its file is left over from one that was killed. */
export function livingDaemon(state: StateDirectory): DaemonFile | undefined {
  const { data } = schema.safeParse(readJson(state.daemonFile));
  return data !== undefined && isAlive(data) ? data : undefined;
}

export function writeDaemonFile(state: StateDirectory, content: DaemonFile): void {
  writeAtomically(state.daemonFile, `${JSON.stringify(content)}\n`, 0o600);
}

/** Removes the file if it still speaks of this process. */
export function removeDaemonFile(state: StateDirectory): void {
  if (schema.safeParse(readJson(state.daemonFile)).data?.pid === process.pid) {
    fs.rmSync(state.daemonFile, { force: true });
  }
}
