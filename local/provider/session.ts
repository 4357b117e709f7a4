import { handlerOf } from "./operations.ts";
import type { SessionReport } from "./report.ts";
import type { Properties, ResourceHandlers } from "./resource-type.ts";

/** What one engine run has seen so far. */
export class Session {
  readonly #handlers: ResourceHandlers;
  readonly #seen = new Map<string, { readonly type: string; readonly real: boolean }>();
  readonly #unknown = new Map<string, { urn: string; property: string }>();

  /** @param handlers the real rows; empty when everything is recorded */
  constructor(handlers: ResourceHandlers) {
    this.#handlers = handlers;
  }

  /** A call was about this resource. */
  sees(urn: string, type: string, properties: Properties): void {
    this.#seen.set(urn, { type, real: handlerOf(this.#handlers, type, properties) !== undefined });
  }

  /** A stateful resource's property changes and no table says whether that replaces it. */
  replacementUnknown(urn: string, property: string): void {
    this.#unknown.set(`${urn} ${property}`, { urn, property });
  }

  /** The report so far. */
  report(): SessionReport {
    const real: Record<string, number> = {};
    const recorded: Record<string, number> = {};
    for (const { type, real: isReal } of this.#seen.values()) {
      const counts = isReal ? real : recorded;
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return { real, recorded, replacementUnknown: [...this.#unknown.values()] };
  }
}
