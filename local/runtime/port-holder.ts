import * as fs from "node:fs";

/** Which process holds a TCP port, where the system lets this user see it. */
export interface PortHolder {
  readonly pid: number;
  readonly command: string;
}

/** State of a listening socket in /proc/net/tcp. */
const listening = "0A";

/**
 * Who listens on `port`, else who has an outgoing connection from it, which keeps listeners away as well; `undefined`
 * when that cannot be seen (another user's process, or no /proc).
 */
export function portHolder(port: number): PortHolder | undefined {
  const sockets = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => socketsOn(table, port));
  const listeners = sockets.filter(({ state }) => state === listening);
  const inodes = new Set((listeners.length > 0 ? listeners : sockets).map(({ inode }) => inode));
  if (inodes.size === 0) return undefined;
  const pid = processIds().find((candidate) => holdsSocket(candidate, inodes));
  return pid === undefined ? undefined : { pid, command: commandOf(pid) };
}

/** The range of ports that the system gives to outgoing connections. */
export function handedOutPorts(): { readonly first: number; readonly last: number } {
  const [first = Number.NaN, last = Number.NaN] = read("/proc/sys/net/ipv4/ip_local_port_range")
    .trim()
    .split(/\s+/)
    .map(Number);
  // Elsewhere what IANA set aside for it.
  return Number.isInteger(first) && Number.isInteger(last) ? { first, last } : { first: 49_152, last: 65_535 };
}

interface Socket {
  readonly state: string;
  readonly inode: string;
}

function socketsOn(table: string, port: number): Socket[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return read(table)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local]) => local?.endsWith(suffix) === true)
    .map((columns) => ({ state: columns[3] ?? "", inode: columns[9] ?? "" }));
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
