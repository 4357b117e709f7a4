import type { Properties } from "./resource-type.ts";

/** The engine's sentinel for a value that is not known yet (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go). */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Key that marks an object of the wire format as a secret, asset, archive, resource reference or output value. */
export const signatureKey = "4dabf18193072939515e22adb298388d";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const otherUnknowns = new Set([
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
]);

/** Whether a value is one of the engine's sentinels for "not known yet". */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && (value === unknown || otherUnknowns.has(value));
}

/** Whether a value is or contains an unknown. */
export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsUnknown);
  if (isObject(value)) return Object.values(value).some(containsUnknown);
  return isUnknown(value);
}

/** Whether a value is a plain object, whatever its meaning on the wire. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object is an asset, archive, reference or output value, whose inside is not the resource's properties. */
export function isSigned(value: unknown): boolean {
  return isObject(value) && typeof value[signatureKey] === "string";
}

/**
 * Properties without their secret envelopes, and which top-level properties contained one. A reference to a resource is its
 * ID, as the engine makes of it for providers that take no references; components take them whole.
 */
export function openSecrets(properties: Properties): { plain: Properties; secrets: ReadonlySet<string> } {
  const secrets = new Set<string>();
  const plain: Properties = {};
  for (const [key, value] of Object.entries(properties)) {
    plain[key] = open(value, () => secrets.add(key));
  }
  return { plain, secrets };
}

function open(value: unknown, found: () => void): unknown {
  if (Array.isArray(value)) return value.map((item) => open(item, found));
  if (!isObject(value)) return value;
  if (value[signatureKey] === secretSignature) {
    found();
    return open(value.value, found);
  }
  if (value[signatureKey] === referenceSignature) return value.id === "" ? unknown : (value.id ?? value.urn);
  if (isSigned(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item, found)]));
}

/** Puts the named top-level properties back into secret envelopes. */
export function sealSecrets(properties: Properties, secrets: ReadonlySet<string>): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      secrets.has(key) && value !== undefined ? { [signatureKey]: secretSignature, value } : value,
    ]),
  );
}

/** Properties without `undefined` values, which the wire format cannot carry. */
export function withoutUndefined(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, dense(value)]),
  );
}

function dense(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : dense(item)));
  return isObject(value) ? withoutUndefined(value) : value;
}

/**
 * Deep equality of property values. Absent, `undefined` and `null` are the same; texts that are the same JSON document
 * are equal, because AWS hands documents back reformatted. An unknown equals nothing, not even itself.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  if (isUnknown(left) || isUnknown(right)) return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every((key) => sameValue(left[key], right[key]));
  }
  if (typeof left === "string" && typeof right === "string") return left === right || sameDocument(left, right);
  return left === right || ((left ?? undefined) === undefined && (right ?? undefined) === undefined);
}

function sameDocument(left: string, right: string): boolean {
  const documents = [left, right].map(jsonObject);
  return documents[0] !== undefined && documents[1] !== undefined && sameValue(documents[0], documents[1]);
}

function jsonObject(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown; // any JSON value is an unknown; the cast only names what parse returns
  } catch {
    return undefined;
  }
}
