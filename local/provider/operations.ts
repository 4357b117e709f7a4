import { takeFault, type FaultPlan } from "./faults.ts";
import type { Journal, Operation } from "./report.ts";
import type { Created, Properties, ResourceContext, ResourceHandler, ResourceHandlers } from "./resource-type.ts";

/** What is behind a resource: `undefined` when it is recorded only. */
export function handlerOf(
  handlers: ResourceHandlers,
  type: string,
  properties: Properties,
): ResourceHandler | undefined {
  const handler = handlers[type];
  return handler?.takes?.(properties) === false ? undefined : handler;
}

/** Real work on resources: the handlers, with injected faults before and after them and the journal behind them. */
export class Operations {
  readonly #handlers: ResourceHandlers;
  readonly #faults: FaultPlan;
  readonly #journal: Journal | undefined;
  readonly #cancelled: AbortSignal;

  constructor(parts: {
    handlers: ResourceHandlers;
    faults: FaultPlan | undefined;
    journal: Journal | undefined;
    cancelled: AbortSignal;
  }) {
    this.#handlers = parts.handlers;
    this.#faults = parts.faults ?? [];
    this.#journal = parts.journal;
    this.#cancelled = parts.cancelled;
  }

  /** Makes the resource; `record` makes one of a type that has no handler. */
  create(context: ResourceContext, inputs: Properties, record: () => Promise<Created>): Promise<Created> {
    return this.#withFaults("create", context, async () => {
      const handler = handlerOf(this.#handlers, context.type, inputs);
      if (handler === undefined) return record();
      const created = await handler.create(inputs, context);
      await this.#note("create", context, created.id);
      return created;
    });
  }

  /** What is found, to be laid over `state`; `undefined` when the thing is gone. */
  read(context: ResourceContext, id: string, state: Properties): Promise<Properties | undefined> {
    return this.#withFaults("read", context, async () => {
      const handler = handlerOf(this.#handlers, context.type, state);
      return handler === undefined ? {} : handler.read(id, state, context);
    });
  }

  /** Outputs to lay over the new inputs. */
  update(
    context: ResourceContext,
    { id, state, inputs }: { id: string; state: Properties; inputs: Properties },
  ): Promise<Properties> {
    return this.#withFaults("update", context, async () => {
      const handler = handlerOf(this.#handlers, context.type, inputs);
      return handler?.update === undefined ? {} : handler.update(id, state, inputs, context);
    });
  }

  /** Ends the resource. */
  delete(context: ResourceContext, id: string, state: Properties): Promise<void> {
    return this.#withFaults("delete", context, async () => {
      const handler = handlerOf(this.#handlers, context.type, state);
      if (handler === undefined) return;
      await handler.delete(id, state, context);
      await this.#note("delete", context, id);
    });
  }

  /** Whether a change of this type is always a replacement, because its handler cannot change what it made. */
  isImmutable(type: string): boolean {
    const handler = this.#handlers[type];
    return handler !== undefined && handler.update === undefined;
  }

  async #note(operation: "create" | "delete", { urn, type }: ResourceContext, id: string): Promise<void> {
    await this.#journal?.append({ operation, urn, type, id, at: new Date().toISOString() });
  }

  async #withFaults<T>(operation: Operation, context: ResourceContext, work: () => Promise<T>): Promise<T> {
    const fault = takeFault(this.#faults, operation, context);
    const subject = `${operation} of ${context.type} "${context.name}"`;
    if (fault?.kind === "error") throw new Error(fault.message ?? `Injected fault: ${subject} failed.`);
    if (fault?.kind === "hang") await this.#untilCancelled(fault.message ?? `Injected fault: ${subject} was hanging.`);
    const result = await work();
    if (fault?.kind === "lost-reply") {
      await this.#untilCancelled(
        fault.message ?? `Injected fault: the reply to the ${subject} was lost after it was done.`,
      );
    }
    return result;
  }

  #untilCancelled(message: string): Promise<never> {
    return new Promise((_, reject) => {
      const fail = () => {
        reject(new Error(message));
      };
      if (this.#cancelled.aborted) fail();
      else this.#cancelled.addEventListener("abort", fail, { once: true });
    });
  }
}
