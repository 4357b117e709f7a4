import { randomUUID } from "node:crypto";
import type { Fault, FaultPlan } from "../provider/faults.ts";
import type { Journal, SessionReport } from "../provider/report.ts";
import type { ResourceHandlers } from "../provider/resource-type.ts";
import { type ProviderServer, startProviderServer } from "../provider/server.ts";
import type { OpenedSession } from "./control-api.ts";

/** Provider servers by session: one for each engine run, all over the same handlers, journal and faults. */
export class Sessions {
  readonly #handlers: ResourceHandlers;
  readonly #journal: Journal;
  readonly #servers = new Map<string, ProviderServer>();
  /** Servers read the plan at every call, so it is changed in place. */
  readonly #faults: FaultPlan = [];

  constructor(handlers: ResourceHandlers, journal: Journal) {
    this.#handlers = handlers;
    this.#journal = journal;
  }

  get size(): number {
    return this.#servers.size;
  }

  async open(): Promise<OpenedSession> {
    const server = await startProviderServer({
      handlers: this.#handlers,
      faults: this.#faults,
      journal: this.#journal,
      mode: "local",
    });
    const id = randomUUID();
    this.#servers.set(id, server);
    return { id, debugProviders: server.debugProviders };
  }

  report(id: string): SessionReport | undefined {
    return this.#servers.get(id)?.report();
  }

  async close(id: string): Promise<boolean> {
    const server = this.#servers.get(id);
    this.#servers.delete(id);
    await server?.close();
    return server !== undefined;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#servers.keys()].map((id) => this.close(id)));
  }

  setFaults(plan: readonly Fault[]): void {
    this.#faults.splice(0, this.#faults.length, ...plan);
  }
}
