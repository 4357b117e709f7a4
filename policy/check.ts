import { type Finding, fail, undecided } from "./rule.ts";
import { elements, isEmpty, type Properties, type Reading, read, readEach, shown } from "./property.ts";

/** What a reading counts as when the property is not there. */
export type WhenAbsent = "passes" | "fails";

/**
 * Demands that something is set. An unknown value passes: the program sets it, whatever it will be.
 *
 * @param wanted completes `must be …`
 */
export function mustBeSet(properties: Properties, path: string, wanted: string): readonly Finding[] {
  return readEach(properties, path).flatMap((reading) => setOrFail(reading, wanted));
}

/** As `mustBeSet`, of a reading. */
export function setOrFail(reading: Reading, wanted: string): readonly Finding[] {
  if (reading.state === "absent") return [fail(reading, "absent", wanted)];
  if (reading.state === "unknown") return [];
  const { value, misshapen } = reading;
  return !misshapen && typeof value === "string" && value !== "" ? [] : [fail(reading, shown(value), wanted)];
}

/** A demand on a value. */
export interface Demand {
  /** Completes `must be …`. */
  readonly wanted: string;
  /** Whether a known value meets it. Values of the wrong type come here too; misshapen readings have failed before. */
  readonly meets: (value: unknown) => boolean;
  /** @default "fails" */
  readonly whenAbsent?: WhenAbsent;
}

/** Demands something of a value. An unknown value leaves it undecided. */
export function must(properties: Properties, path: string, demand: Demand): readonly Finding[] {
  return readEach(properties, path).flatMap((reading) => met(reading, demand));
}

/** As `must`, of a reading. */
export function met(reading: Reading, { wanted, meets, whenAbsent = "fails" }: Demand): readonly Finding[] {
  switch (reading.state) {
    case "absent":
      return whenAbsent === "passes" ? [] : [fail(reading, "absent", wanted)];
    case "unknown":
      return [undecided(reading, wanted)];
    case "known":
      if (whenAbsent === "passes" && isEmpty(reading)) return [];
      return !reading.misshapen && meets(reading.value) ? [] : [fail(reading, shown(reading.value), wanted)];
  }
}

/** Demands one of some values. An unknown value leaves it undecided. */
export function mustBe(
  properties: Properties,
  path: string,
  allowed: readonly (string | number | boolean)[],
  whenAbsent: WhenAbsent = "fails",
): readonly Finding[] {
  return readEach(properties, path).flatMap((reading) => oneOf(reading, allowed, whenAbsent));
}

/** As `mustBe`, of a reading. */
export function oneOf(
  reading: Reading,
  allowed: readonly unknown[],
  whenAbsent: WhenAbsent = "fails",
): readonly Finding[] {
  const wanted = allowed.map(shown).join(" or ");
  return met(reading, { wanted, meets: (value) => allowed.includes(value), whenAbsent });
}

/** Demands a number within bounds, both allowed. An unknown one leaves it undecided. */
export function mustBeWithin(
  properties: Properties,
  path: string,
  { least = -Infinity, most = Infinity }: { readonly least?: number; readonly most?: number },
  whenAbsent: WhenAbsent = "fails",
): readonly Finding[] {
  const bounds = [least > -Infinity ? `at least ${least}` : "", most < Infinity ? `at most ${most}` : ""];
  const wanted = `a number, ${bounds.filter((bound) => bound !== "").join(" and ")}`;
  const meets = (value: unknown): boolean => typeof value === "number" && value >= least && value <= most;
  return must(properties, path, { wanted, meets, whenAbsent });
}

/**
 * The first finding of each place: of several demands on one block, a block that is absent is one thing wrong and not as
 * many as there are demands.
 */
export function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ path }, index) => findings.findIndex((other) => other.path === path) === index);
}

/**
 * Demands that a list has some values; one finding, at the list, names those that are missing. Undecided where an element is
 * not known yet.
 */
export function mustList(
  properties: Properties,
  path: string,
  values: readonly string[],
  whenAbsent: WhenAbsent = "fails",
): readonly Finding[] {
  return lists(read(properties, path), values, whenAbsent);
}

/** As `mustList`, of a reading. */
export function lists(list: Reading, values: readonly string[], whenAbsent: WhenAbsent = "fails"): readonly Finding[] {
  const wanted = `a list with ${values.map(shown).join(", ")}`;
  if (list.state !== "known" || list.misshapen || !Array.isArray(list.value)) {
    return met(list, { wanted, meets: () => false, whenAbsent });
  }
  const found = elements(list);
  const missing = values.filter((value) => !found.some((one) => one.state === "known" && one.value === value));
  if (missing.length === 0) return [];
  if (found.some(({ state }) => state === "unknown")) return [undecided(list, wanted)];
  return [fail(list, `without ${missing.map(shown).join(", ")}`, wanted)];
}

/** Whether a property has one of some values; `unknown` where the value is not known. */
export function has(properties: Properties, path: string, values: readonly unknown[]): boolean | "unknown" {
  const reading = read(properties, path);
  if (reading.state === "unknown") return "unknown";
  return reading.state === "known" && !reading.misshapen && values.includes(reading.value);
}
