/**
 * Reads resource properties without ever touching an unknown one.
 *
 * The policy SDK hands rules a proxy that throws on reading an unknown value, and then reports even a mandatory rule as
 * an advisory "can't run": the preview passes and the update stops half way. Property descriptors bypass the proxy.
 */

/** Inputs of a resource as the policy SDK or a state file gives them. */
export type Properties = Readonly<Record<string, unknown>>;

export interface Place {
  /** Where in the resource, for example `rules[0].bucketKeyEnabled`. */
  readonly path: string;
}

/**
 * What is at a place. `null` counts as absent. Where the path runs into something that is neither object nor list, the
 * reading is that thing and its place, so that a value of the wrong type is seen and not taken for an absent one.
 * An object or list may hold unknown values: go on with `property` and `elements`.
 */
export type Reading = Place &
  (
    | { readonly state: "absent" }
    | { readonly state: "unknown" }
    | { readonly state: "known"; readonly value: unknown; readonly misshapen: boolean }
  );

/** What the engine sends for a value that it does not know, by the kind of value (`@pulumi/policy/proxy`). */
export const unknownSentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Reads one place, for example `encryptionInfo.encryptionInTransit.clientBroker`. */
export function read(properties: Properties, path: string): Reading {
  const [reading] = readEach(properties, path);
  return reading ?? { state: "absent", path };
}

/**
 * Reads every place a path with `[]` stands for: `rules[].bucketKeyEnabled` gives a reading per rule, none for an empty
 * list, and one, of the list itself, where the list is absent, unknown or no list.
 */
export function readEach(properties: Properties, path: string): readonly Reading[] {
  let readings: readonly Reading[] = [known("", properties)];
  for (const step of path.split(".")) {
    const list = step.endsWith("[]");
    const name = list ? step.slice(0, -2) : step;
    readings = readings.map((reading) => property(reading, name));
    if (list) readings = readings.flatMap(elements);
  }
  return readings;
}

/** As `readEach`, where an empty list is as good as none: it gives one absent reading, of the list. */
export function readEachOrAbsent(properties: Properties, path: `${string}[]`): readonly Reading[] {
  const readings = readEach(properties, path);
  return readings.length > 0 ? readings : [{ state: "absent", path: path.slice(0, -2) }];
}

/** As `readEach`, without the places where nothing is: for demands on what is in a list that need not be there. */
export function readEachPresent(properties: Properties, path: string): readonly Reading[] {
  return readEach(properties, path).filter((reading) => !isEmpty(reading));
}

/** Reads one property of a value that was read before. */
export function property(from: Reading, name: string): Reading {
  if (from.state !== "known" || from.misshapen) return from;
  if (!isObject(from.value)) return { ...from, misshapen: true };
  return readingOf(from.path === "" ? name : `${from.path}.${name}`, own(from.value, name));
}

/** The elements of a list that was read before; of anything else that is there, the thing itself. */
export function elements(from: Reading): readonly Reading[] {
  if (from.state !== "known" || from.misshapen) return [from];
  if (!Array.isArray(from.value)) return [{ ...from, misshapen: true }];
  return from.value.map((element: unknown, index) => readingOf(`${from.path}[${index}]`, element));
}

/** What JSON text holds, for a property that takes a document as text; anything else as it is. */
export function parsed(reading: Reading): Reading {
  if (reading.state !== "known" || reading.misshapen || typeof reading.value !== "string") return reading;
  try {
    return readingOf(reading.path, JSON.parse(reading.value));
  } catch {
    return { ...reading, misshapen: true };
  }
}

/**
 * Whether nothing is there. In a state, what the program left out may be written as an empty text or list: absent, `""` and
 * `[]` mean the same.
 */
export function isEmpty(reading: Reading): boolean {
  if (reading.state !== "known") return reading.state === "absent";
  return reading.value === "" || (Array.isArray(reading.value) && reading.value.length === 0);
}

/** The text at a place; "" where there is none, or something else. Never `String(value)`, which throws on some objects. */
export function textOf(reading: Reading): string {
  return reading.state === "known" && !reading.misshapen && typeof reading.value === "string" ? reading.value : "";
}

/** What a value looks like, for a message: one line, at most 80 characters. */
export function shown(value: unknown): string {
  if (isObject(value)) return Array.isArray(value) ? `a list of ${value.length}` : "an object";
  // JSON.stringify answers undefined for functions and the like, whatever its type says.
  const text = (JSON.stringify(value) as string | undefined) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Reading of a value that comes from elsewhere, a parsed policy document for example. */
export function readingOf(path: string, value: unknown): Reading {
  if (value === undefined || value === null) return { state: "absent", path };
  return unknownSentinels.has(value) ? { state: "unknown", path } : known(path, value);
}

function known(path: string, value: unknown): Reading {
  return { state: "known", path, value, misshapen: false };
}

function own(from: object, name: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(from, name);
  return descriptor && "value" in descriptor ? descriptor.value : undefined;
}
