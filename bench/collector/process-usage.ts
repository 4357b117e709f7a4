import * as fs from "node:fs";
import { execFileSync } from "node:child_process";

/** Clock ticks in a second, by which Linux counts processor time. */
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** User and system time of a process so far, in seconds. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function cpuSeconds(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  // The command in parentheses may hold spaces: fields are counted after it, from the third.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process now, in MiB. */
export function residentMiB(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kibibytes) / 1024;
}

/** What a process used while some work was done. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Resident memory each half second, in MiB. */
  readonly residentMiB: readonly number[];
}

/** Watches a process while work is done. */
export async function watching<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly usage: Usage }> {
  const samples: number[] = [];
  const before = cpuSeconds(pid);
  const timer = setInterval(() => samples.push(residentMiB(pid)), 500);
  try {
    const result = await work();
    samples.push(residentMiB(pid));
    return { result, usage: { cpuSeconds: cpuSeconds(pid) - before, residentMiB: samples } };
  } finally {
    clearInterval(timer);
  }
}
