import { z } from "zod";
import { isAlive, processIdentity, type ProcessIdentity } from "./process-identity.ts";
import { readJson, writeAtomically } from "./state-directory.ts";

const record = z.object({ name: z.string(), ...processIdentity.shape });

/** A process the supervisor started, as it is kept on disk. */
export type ChildRecord = z.infer<typeof record>;

/**
 * The processes the supervisor started, kept on disk so that a supervisor that was killed leaves a list of exactly its
 * own orphans. Each is the leader of its process group.
 */
export class Children {
  readonly #file: string;
  #records: readonly ChildRecord[];

  constructor(file: string) {
    this.#file = file;
    this.#records = z.array(record).safeParse(readJson(file)).data ?? [];
  }

  add(name: string, identity: ProcessIdentity): void {
    this.#write([...this.#records, { name, ...identity }]);
  }

  remove(pid: number): void {
    this.#write(this.#records.filter((child) => child.pid !== pid));
  }

  /** Stops what an earlier supervisor left running: this very process, not one that got its number later. */
  async stopOrphans(report: (line: string) => void): Promise<void> {
    const orphans = this.#records.filter(isAlive);
    if (orphans.length > 0) {
      report(`Stopping what an earlier run left: ${orphans.map(({ name, pid }) => `${name} (${pid})`).join(", ")}`);
    }
    await Promise.all(orphans.map((orphan) => endGroup(orphan, orphanBoundMs)));
    this.#write([]);
  }

  #write(records: readonly ChildRecord[]): void {
    this.#records = records;
    writeAtomically(this.#file, `${JSON.stringify(records, null, 2)}\n`);
  }
}

/** How long an orphan may take to write its state before it is killed. */
const orphanBoundMs = 20_000;

/** Asks a process group to end in order, and kills what stays. */
export async function endGroup(
  leader: ProcessIdentity,
  boundMs: number,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<void> {
  signalGroup(leader.pid, signal);
  const deadline = Date.now() + boundMs;
  while (isAlive(leader)) {
    if (Date.now() > deadline) {
      signalGroup(leader.pid, "SIGKILL");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Whatever the leader had started and not ended (the emulator's Lambda workers).
  signalGroup(leader.pid, "SIGKILL");
}

/** Sends a signal to every process of a group; a group that is gone is fine. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
