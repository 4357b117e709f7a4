import { isStateful } from "../../contracts/stacks/index.ts";
import { type OperationResult } from "./operation.ts";
import { nameOf, typeOf } from "./events.ts";

/** A change that would destroy data or identity, or might. */
export interface Hazard {
  readonly step: string;
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  readonly kind: "replaces" | "deletes" | "may replace";
  /** Properties that cause it. */
  readonly properties: readonly string[];
}

/**
 * Finds the changes of stateful resources that a preview must not let through unseen.
 *
 * `may replace` is a changed property of which we do not know whether the provider replaces the resource for it; only
 * the one-machine cloud reports that, since on AWS the provider itself answers.
 */
export function hazardsOf(result: Pick<OperationResult, "step" | "changes" | "types">): readonly Hazard[] {
  const step = result.step;
  const certain = result.changes.flatMap(({ urn, type, name, operation, replacing }): Hazard[] => {
    if (!isStateful(type)) {
      return [];
    }
    if (operation === "replace") {
      return [{ step, urn, name, type, kind: "replaces", properties: replacing }];
    }
    return operation === "delete" ? [{ step, urn, name, type, kind: "deletes", properties: [] }] : [];
  });
  const known = new Set(certain.map(({ urn }) => urn));
  const possible = (result.types?.replacementUnknown ?? [])
    .filter(({ urn }) => isStateful(typeOf(urn)) && !known.has(urn))
    .map(({ urn, property }): Hazard => ({
      step,
      urn,
      name: nameOf(urn),
      type: typeOf(urn),
      kind: "may replace",
      properties: [property],
    }));
  return [...certain, ...possible];
}

/** The hazards as one message, with the way to allow each on purpose. */
export function describeHazards(hazards: readonly Hazard[]): string {
  const lines = hazards.map(({ step, type, name, kind, properties }) => {
    const because = properties.length === 0 ? "" : ` because ${properties.join(", ")} changed`;
    return `  - ${step}: ${kind} ${type} "${name}"${because}`;
  });
  const names = [...new Set(hazards.map(({ name }) => name))];
  return [
    `This would touch stateful resources in a way that can lose data:`,
    ...lines,
    `Keep the old value, or allow it by name: --allow-replace ${names.join(",")}`,
  ].join("\n");
}
