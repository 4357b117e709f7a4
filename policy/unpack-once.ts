import { createRequire } from "node:module";

/** The part of the SDK that turns a message's properties into values. */
interface Deserialize {
  deserializeProperties: (properties: object, proxySecrets: boolean) => object;
}

/**
 * Lets the policy SDK unpack the properties of a message once. It unpacks them again for every rule that may apply, and for
 * every stack rule those of the whole stack, which is nearly all of the time that a pack takes; rules only read them.
 * What the SDK calls is a member of one of its modules, which this replaces: without that member nothing is saved and
 * nothing breaks (unpack-once.test.ts would say so).
 */
export function unpackOnce(): void {
  const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize") as Deserialize; // has no types
  const unpack = sdk.deserializeProperties;
  const unpacked = new WeakMap<object, object>();
  sdk.deserializeProperties = (properties, proxySecrets) => {
    // Remediations change what they are given.
    if (proxySecrets) return unpack(properties, proxySecrets);
    const known = unpacked.get(properties) ?? unpack(properties, proxySecrets);
    unpacked.set(properties, known);
    return known;
  };
}
