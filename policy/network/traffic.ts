import { type Reading, shown } from "../property.ts";
import { fail, type Finding, undecided } from "../rule.ts";

/** What a rule of a security group or a network ACL lets through, by port. */
export interface Traffic {
  readonly protocol: Reading;
  readonly from: Reading;
  readonly to: Reading;
}

/** First and last port. */
export type PortRange = readonly [from: number, to: number];

const everyPort: PortRange = [0, 65535];
/** Protocols with ports, by name and by number, which network ACLs want. */
const withPorts: ReadonlySet<unknown> = new Set(["tcp", "6", "udp", "17"]);
const all: ReadonlySet<unknown> = new Set(["-1", "all", ""]);

/**
 * TCP or UDP ports that are let through: none for other protocols. What does not say which ports, or says it in a way
 * that is no number, lets all of them through.
 */
export function portsOf({ protocol, from, to }: Traffic): PortRange | "none" | "unknown" {
  if (protocol.state === "unknown") return "unknown";
  const name = protocolOf(protocol);
  if (all.has(name)) return everyPort;
  if (!withPorts.has(name)) return "none";
  if (from.state === "unknown" || to.state === "unknown") return "unknown";
  return [portOf(from) ?? everyPort[0], portOf(to) ?? everyPort[1]];
}

/** Whether every protocol is let through. */
export function letsAllThrough({ protocol }: Traffic): boolean | "unknown" {
  if (protocol.state === "unknown") return "unknown";
  return all.has(protocolOf(protocol));
}

/**
 * Whether a CIDR block is, for all that matters, everybody: the whole Internet, its halves, and whatever is larger than
 * any block that one organisation has (an IPv4 /8, an IPv6 /16), so that nobody gets round the rule by cutting it up.
 * What is no CIDR block counts as everybody.
 */
export function isWorld(cidr: unknown): boolean {
  const parts = typeof cidr === "string" ? /^([\da-f.:]+)\/(\d{1,3})$/i.exec(cidr) : null;
  const [, address = "", length = "0"] = parts ?? [];
  if (!address.includes(":")) return Number(length) < 8;
  const isPrivate = /^f[cd]/i.test(address); // fc00::/7, unique local addresses
  return Number(length) < (isPrivate ? 7 : 16);
}

/**
 * Findings against the addresses from which everybody reaches some ports.
 *
 * @param wanted completes `must be …`
 */
export function openToWorld(
  rule: Traffic & { readonly cidrs: readonly Reading[] },
  ports: readonly number[],
  wanted: string,
): readonly Finding[] {
  const open = portsOf(rule);
  if (open === "none") return [];
  const reached = open === "unknown" ? ports : ports.filter((port) => port >= open[0] && port <= open[1]);
  if (reached.length === 0) return [];
  return rule.cidrs.flatMap((cidr) => {
    if (cidr.state === "unknown") return [undecided(cidr, wanted)];
    if (cidr.state === "absent" || !(cidr.misshapen || isWorld(cidr.value))) return [];
    return open === "unknown"
      ? [undecided(cidr, wanted)]
      : [fail(cidr, `${shown(cidr.value)} to port ${inRuns(reached)}`, wanted)];
  });
}

/** Ports as people write them: `22, 9092-9098`. */
export function inRuns(ports: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const port of [...ports].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === port - 1) last[1] = port;
    else runs.push([port, port]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

/** Name or number of a protocol, as text; of what names none, that of all of them. */
export function protocolOf(reading: Reading): string {
  if (reading.state !== "known" || reading.misshapen) return "-1";
  const { value } = reading;
  return typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : "-1";
}

/** A port; undefined where none is given, which -1 says too. */
function portOf(reading: Reading): number | undefined {
  if (reading.state !== "known") return undefined;
  const port = typeof reading.value === "number" ? reading.value : Number.NaN;
  return port >= 0 ? port : undefined;
}
