import type { Operation } from "./report.ts";

/** One failure to inject: which operation on which resource fails, how, and how often. */
export interface Fault {
  /** Pulumi type token, or `*` for any. */
  readonly type: string;
  /** Logical resource name; absent: any. */
  readonly name?: string;
  readonly operation: Operation;
  /**
   * `error`: nothing is done and the call fails. `lost-reply`: the work is done for real, and the
   * answer never comes, as when an engine is killed at that moment.
   * `hang`: nothing is done and the call does not answer until it is cancelled.
   */
  readonly kind: "error" | "lost-reply" | "hang";
  /** Replaces the standard message. */
  readonly message?: string;
  /** How many calls still fail. Counted down in place, so that servers given the same plan share the count. */
  times: number;
}

/** Failures to inject, in order of precedence. Changing the array changes what running servers do. */
export type FaultPlan = Fault[];

/** The first fault of the plan for this operation that is not used up, with its count taken down by one. */
export function takeFault(
  plan: FaultPlan,
  operation: Operation,
  resource: { type: string; name: string },
): Fault | undefined {
  const fault = plan.find(
    (candidate) =>
      candidate.times > 0 &&
      candidate.operation === operation &&
      (candidate.type === "*" || candidate.type === resource.type) &&
      (candidate.name === undefined || candidate.name === resource.name),
  );
  if (fault !== undefined) fault.times -= 1;
  return fault;
}
