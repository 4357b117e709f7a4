import { z } from "zod";
import { type Contract, type Stability } from "./contract.ts";

/** What is recorded of every output: its tier and its type as JSON Schema. */
export type RecordedContracts = Readonly<
  Record<string, Readonly<Record<string, { readonly stability: Stability; readonly type: unknown }>>>
>;

/** The contracts as they are recorded in `stable.json`; internal outputs are left out, they may change at any time. */
export function recordContracts(contracts: Readonly<Record<string, Contract>>): RecordedContracts {
  return Object.fromEntries(
    Object.entries(contracts).map(([phase, { outputs }]) => [
      phase,
      Object.fromEntries(
        Object.entries(outputs)
          .filter(([, { stability }]) => stability !== "internal")
          .map(([name, { stability, schema }]) => [name, { stability, type: z.toJSONSchema(schema) }]),
      ),
    ]),
  );
}

/**
 * Whether what is published now still has the recorded type. The same JSON Schema does, and so does one whose objects or
 * whose sets of keys have more in them: a reader takes what it knows.
 */
function stillFits(recorded: unknown, now: unknown, keyword = ""): boolean {
  if (Array.isArray(recorded) && Array.isArray(now)) {
    return keyword === "required" || keyword === "propertyNames.enum"
      ? recorded.every((value) => now.includes(value))
      : recorded.length === now.length && recorded.every((value, at) => stillFits(value, now[at]));
  }
  if (!isObject(recorded) || !isObject(now)) return recorded === now;
  const grows = keyword === "properties";
  const within = (name: string): string => (keyword === "propertyNames" ? `${keyword}.${name}` : name);
  return (
    (grows || Object.keys(recorded).length === Object.keys(now).length) &&
    Object.entries(recorded).every(
      ([name, value]) => name in now && stillFits(value, now[name], grows ? "" : within(name)),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Compares the contracts with the recorded ones.
 *
 * @returns what would break a reader: a stable output removed, retyped or made internal. An output that was recorded as
 * deprecated may go.
 */
export function breakingChanges(recorded: RecordedContracts, current: RecordedContracts): readonly string[] {
  return Object.entries(recorded).flatMap(([phase, outputs]) =>
    Object.entries(outputs)
      .filter(([, { stability }]) => stability === "stable")
      .flatMap(([name, { type }]) => {
        const now = current[phase]?.[name];
        if (now === undefined) {
          return [`${phase}.${name} was stable and is gone; deprecate it for a release first`];
        }
        return stillFits(type, now.type)
          ? []
          : [`${phase}.${name} was stable and changed its type; add a new output and deprecate this one`];
      }),
  );
}
