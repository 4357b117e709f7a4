import * as fs from "node:fs";

/** Which process listens on a TCP port, where the system lets this user see it. */
export interface PortHolder {
  readonly pid: number;
  readonly command: string;
}

/** State of a listening socket in /proc/net/tcp. */
const listening = "0A";

/** Who listens on `port`; `undefined` when that cannot be seen (another user's process, or no /proc). */
export function portHolder(port: number): PortHolder | undefined {
  const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const pid = processIds().find((candidate) => holdsSocket(candidate, inodes));
  return pid === undefined ? undefined : { pid, command: commandOf(pid) };
}

function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return read(table)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) === true && state === listening)
    .flatMap((columns) => columns[9] ?? []);
}

function processIds(): number[] {
  try {
    return fs.readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function holdsSocket(pid: number, inodes: ReadonlySet<string>): boolean {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const target = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1];
      return target !== undefined && inodes.has(target);
    });
  } catch {
    // Not ours to look into, or ended meanwhile.
    return false;
  }
}

function linkOf(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return "";
  }
}

/** Enough of a command line to recognise the program. */
const commandLength = 100;

function commandOf(pid: number): string {
  const command = read(`/proc/${pid}/cmdline`).split("\0").join(" ").trim();
  return command.length > commandLength ? `${command.slice(0, commandLength)}…` : command;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
