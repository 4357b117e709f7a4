import { randomUUID } from "node:crypto";
import type { Fault, FaultPlan } from "../provider/faults.ts";
import type { Journal, SessionReport } from "../provider/report.ts";
import type { ResourceHandlers } from "../provider/resource-type.ts";
import { type ProviderServer, startProviderServer } from "../provider/server.ts";
import type { OpenedSession } from "./control-api.ts";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

interface OpenSession {
  readonly server: ProviderServer;
  /** The process it was opened for; `undefined`: it stays until it is closed. */
  readonly client?: ProcessIdentity;
  /** When the client was first seen to be gone, in milliseconds since the epoch. */
  goneSince?: number;
}

/** An engine may outlive the killed client that started it, and still finish what it is on. */
const abandonedMs = 120_000;

/** Provider servers by session: one for each engine run, all over the same handlers, journal and faults. */
export class Sessions {
  readonly #handlers: ResourceHandlers;
  readonly #journal: Journal;
  readonly #open = new Map<string, OpenSession>();
  /** Servers read the plan at every call, so it is changed in place. */
  readonly #faults: FaultPlan = [];

  constructor(handlers: ResourceHandlers, journal: Journal) {
    this.#handlers = handlers;
    this.#journal = journal;
  }

  get size(): number {
    return this.#open.size;
  }

  /** @param client the process whose end makes the session useless; none for one that is to stay */
  async open(client?: ProcessIdentity): Promise<OpenedSession> {
    const server = await startProviderServer({
      handlers: this.#handlers,
      faults: this.#faults,
      journal: this.#journal,
      mode: "local",
    });
    const id = randomUUID();
    this.#open.set(id, { server, client });
    return { id, debugProviders: server.debugProviders };
  }

  report(id: string): SessionReport | undefined {
    return this.#open.get(id)?.server.report();
  }

  async close(id: string): Promise<boolean> {
    const session = this.#open.get(id);
    this.#open.delete(id);
    await session?.server.close();
    return session !== undefined;
  }

  /** Closes the sessions whose client has been gone for two minutes. @param now milliseconds since the epoch */
  async closeAbandoned(now = Date.now()): Promise<void> {
    for (const [id, session] of this.#open) {
      if (session.client === undefined || isAlive(session.client)) continue;
      session.goneSince ??= now;
      if (now - session.goneSince >= abandonedMs) await this.close(id);
    }
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }

  setFaults(plan: readonly Fault[]): void {
    this.#faults.splice(0, this.#faults.length, ...plan);
  }
}
