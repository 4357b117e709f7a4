import { type Finding, fail, undecided } from "./rule.ts";
import { setOrFail } from "./check.ts";
import { type Properties, type Reading, readEach, shown } from "./property.ts";

const wanted = "a KMS key of ours";

/** Aliases of AWS managed keys, and what Redshift Serverless says for a key that AWS owns. */
const notOurs = /(^|:)alias\/aws\/|^AWS_OWNED/;

/**
 * Demands a customer managed key: something set, and not the alias of an AWS managed key. An unknown value passes: the
 * program sets it.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key
 */
export function mustBeOwnKey(properties: Properties, path: string): readonly Finding[] {
  return readEach(properties, path).flatMap(ownKey);
}

/** As `mustBeOwnKey`, of a reading. */
export function ownKey(reading: Reading): readonly Finding[] {
  const managed = reading.state === "known" && typeof reading.value === "string" && notOurs.test(reading.value);
  return managed ? [fail(reading, shown(reading.value), wanted)] : setOrFail(reading, wanted);
}

/** As `ownKey`, where something that needs the key is on: undecided where that is not known and there is no key. */
export function ownKeyWhere(on: boolean | "unknown", reading: Reading): readonly Finding[] {
  const findings = ownKey(reading);
  if (on === "unknown") return findings.map((place) => undecided(place, wanted));
  return on ? findings : [];
}
