import * as net from "node:net";
import { z } from "zod";
import { handedOutPorts, portHolder } from "./port-holder.ts";
import { readJson, type StateDirectory, writeAtomically } from "./state-directory.ts";

/** Ports of a broker, by its listener. */
export interface BrokerPorts {
  /** Clients: SASL_SSL. */
  readonly client: number;
  /** Brokers and administrators: TLS with a client certificate. */
  readonly internal: number;
  /** KRaft controllers: TLS with a client certificate. */
  readonly controller: number;
}

/** Ports of the one-machine cloud, all on 127.0.0.1 and all known from one number. */
export interface Ports {
  readonly base: number;
  readonly control: number;
  readonly emulator: number;
  /** The emulator's services over TLS. */
  readonly aws: number;
  /** Credentials of pods' roles. */
  readonly podIdentity: number;
  /** Ports of containers; `slot` counts them over all workloads, from 0. */
  container(slot: number): number;
  /** `slot` counts brokers over all clusters, from 0. */
  broker(slot: number): BrokerPorts;
}

/** How many brokers, over all clusters, have ports. */
export const brokerSlots = 30;

/** How many container ports, over all workloads, have a port. */
export const containerSlots = 6;

/** `$PLATFORM_PORT_BASE` when nothing was chosen yet; below the ports that systems give to outgoing connections. */
export const defaultPortBase = 24600;

const highestBase = 65_535 - 10 - 3 * brokerSlots;

/** The ports that follow from a base: control, emulator and what stands around it, containers, then brokers from base + 10. */
export function portsFrom(base: number): Ports {
  return {
    base,
    control: base,
    emulator: base + 1,
    aws: base + 2,
    podIdentity: base + 3,
    container: (slot) => base + 4 + slot,
    broker: (slot) => ({
      client: base + 10 + slot,
      internal: base + 10 + brokerSlots + slot,
      controller: base + 10 + 2 * brokerSlots + slot,
    }),
  };
}

/**
 * The ports of this state directory. They are chosen once and kept, so that published addresses stay the same;
 * `PLATFORM_PORT_BASE` given again moves them.
 *
 * @throws Error when `PLATFORM_PORT_BASE` is not a port number that leaves room for the others.
 */
export function choosePorts(state: StateDirectory, asked = process.env.PLATFORM_PORT_BASE): Ports {
  const kept = z.object({ base: z.number().int() }).safeParse(readJson(state.portsFile));
  const base = asked === undefined || asked === "" ? (kept.data?.base ?? defaultPortBase) : parseBase(asked);
  if (base !== kept.data?.base) writeAtomically(state.portsFile, `${JSON.stringify({ base })}\n`);
  return portsFrom(base);
}

function parseBase(text: string): number {
  const base = Number(text);
  if (Number.isInteger(base) && base >= 1024 && base <= highestBase) return base;
  throw new Error(`PLATFORM_PORT_BASE is ${text}; it must be a whole number from 1024 to ${highestBase}.`);
}

function lastPort(base: number): number {
  return base + 9 + 3 * brokerSlots;
}

/** What to add when the system itself takes ports of this range; empty otherwise. */
function handedOutAdvice(base: number): string {
  const { first, last } = handedOutPorts();
  return lastPort(base) < first || base > last
    ? ""
    : ` The system gives ports ${first} to ${last} to outgoing connections, so any program may hold one for a while: choose a number below ${first - (lastPort(base) - base)}.`;
}

/** A port that something else holds. */
export class PortBusyError extends Error {
  readonly port: number;

  constructor(port: number, purpose: string, base: number) {
    const holder = portHolder(port);
    const by = holder === undefined ? "another process" : `process ${holder.pid} (${holder.command})`;
    super(
      `Port ${port} on 127.0.0.1, which is for ${purpose}, is in use by ${by}. ` +
        `Stop it, or move the one-machine cloud to other ports: PLATFORM_PORT_BASE=<number> (now ${base}; it uses ${base} to ${lastPort(base)}).${handedOutAdvice(base)}`,
    );
    this.name = "PortBusyError";
    this.port = port;
  }
}

/** @throws {PortBusyError} when something listens on the port already. */
export async function requireFree(port: number, purpose: string, base: number): Promise<void> {
  const server = net.createServer();
  try {
    await listen(server, port);
  } catch (error) {
    if (isBusy(error)) throw new PortBusyError(port, purpose, base);
    throw error;
  } finally {
    server.close();
  }
}

/** Listens on 127.0.0.1. Rejects with the system's error, `EADDRINUSE` when the port is taken. */
export function listen(server: net.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Whether a listen failed because the port is taken. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

/** Whether something accepts connections on the port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    const answer = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => {
      answer(true);
    });
    socket.once("error", () => {
      answer(false);
    });
  });
}
