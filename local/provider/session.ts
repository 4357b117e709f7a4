import type { SessionReport } from "./report.ts";
import type { ResourceHandlers } from "./resource-type.ts";

/** What one engine run has seen so far. */
export class Session {
  readonly #handlers: ResourceHandlers;
  readonly #types = new Map<string, string>();
  readonly #unknown = new Map<string, { urn: string; property: string }>();

  /** @param handlers the real rows; empty when everything is recorded */
  constructor(handlers: ResourceHandlers) {
    this.#handlers = handlers;
  }

  /** A call was about this resource. */
  sees(urn: string, type: string): void {
    this.#types.set(urn, type);
  }

  /** A stateful resource's property changes and no table says whether that replaces it. */
  replacementUnknown(urn: string, property: string): void {
    this.#unknown.set(`${urn} ${property}`, { urn, property });
  }

  /** The report so far. */
  report(): SessionReport {
    const real: Record<string, number> = {};
    const recorded: Record<string, number> = {};
    for (const type of this.#types.values()) {
      const counts = type in this.#handlers ? real : recorded;
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return { real, recorded, replacementUnknown: [...this.#unknown.values()] };
  }
}
