import { type Finding, fail, undecided } from "./rule.ts";
import { type Properties, type Reading, read, readEach, shown } from "./property.ts";

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
  switch (reading.state) {
    case "absent":
      return whenAbsent === "passes" ? [] : [fail(reading, "absent", wanted)];
    case "unknown":
      return [undecided(reading, wanted)];
    case "known":
      return !reading.misshapen && allowed.includes(reading.value) ? [] : [fail(reading, shown(reading.value), wanted)];
  }
}

/** Whether a property has one of some values; `unknown` where the value is not known. */
export function has(properties: Properties, path: string, values: readonly unknown[]): boolean | "unknown" {
  const reading = read(properties, path);
  if (reading.state === "unknown") return "unknown";
  return reading.state === "known" && !reading.misshapen && values.includes(reading.value);
}
