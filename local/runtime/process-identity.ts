import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { z } from "zod";

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own form; only good for comparing. */
  readonly startTime: string;
}

/** How an identity is kept in files. */
export const processIdentity = z.object({ pid: z.number().int().positive(), startTime: z.string().min(1) });

/** The identity of a running process; `undefined` when there is none of this number, or only its remains (a zombie). */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = process.platform === "linux" ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Whether this very process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

function startTimeFromProc(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses and may hold spaces; the third, after it, is the state.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    const ticks = fields[22 - 3];
    if (ticks === undefined || state === "Z" || state === "X") return undefined;
    // Ticks count from boot, so the same number and ticks can come again after a reboot.
    return `${bootId()}+${ticks}`;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

function startTimeFromPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=,stat=", "-p", String(pid)], { encoding: "utf8" });
  const line = stdout.trim();
  if (status !== 0 || line === "") return undefined;
  const columns = line.split(/\s+/);
  const stat = columns.pop() ?? "";
  return stat.startsWith("Z") ? undefined : columns.join(" ");
}
