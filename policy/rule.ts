import { type PolicyConfigJSONSchema } from "@pulumi/policy/schema.js";
import { type Place, type Properties } from "./property.ts";

export type Level = "mandatory" | "advisory";

export type Severity = "low" | "medium" | "high" | "critical";

/** Ids of the same demand in other catalogues, for people who must show compliance with one of them. */
export interface Controls {
  /** AWS Foundational Security Best Practices (Security Hub). */
  readonly fsbp?: readonly string[];
  /** CIS AWS Foundations Benchmark 7.0. */
  readonly cis?: readonly string[];
  readonly checkov?: readonly string[];
  /** cdk-nag, AwsSolutions pack. */
  readonly cdkNag?: readonly string[];
}

/** Something about a rule that the pack's configuration may say otherwise, beside its level and exemptions. */
export interface Setting<T = unknown> {
  /** In one sentence. */
  readonly what: string;
  /** The engine checks the configuration against it before any rule runs. */
  readonly schema: PolicyConfigJSONSchema;
  readonly default: T;
}

export type Settings = Readonly<Record<string, Setting>>;

/** Values of a rule's settings: the configuration's, else the defaults. */
export type SettingValues<S extends Settings> = { readonly [Name in keyof S]: S[Name]["default"] };

/** What every rule says about itself. */
export interface RuleText {
  /** Kebab case, also the name of its file. */
  readonly id: string;
  /** Type tokens it judges; all tokens of the same thing. Tokens and not classes, so that no provider SDK is loaded. */
  readonly types: readonly [string, ...string[]];
  /** What the types have in common, where they are too many to name: "every type with …". */
  readonly typesInWords?: string;
  /** The demand, in one sentence. */
  readonly what: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** What to write instead. */
  readonly remedy: string;
  readonly severity: Severity;
  /** Level where the pack's configuration says nothing else. */
  readonly level: Level;
  readonly controls: Controls;
  readonly url: string;
  /** @default none */
  readonly settings?: Settings;
}

export interface Resource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  /** Read it with the functions of `property.ts` only: reading an unknown property directly throws. */
  readonly props: Properties;
  /** Whether the program protects it from deletion (`protect`). */
  readonly protect: boolean;
  /** Inputs of its provider, where the engine names one: `defaultTags` of the AWS provider is JSON text. */
  readonly provider?: Properties;
}

export interface StackResource extends Resource {
  /** URNs that the value of each input depends on. Known at preview even when the value is not. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/**
 * What a rule holds against a resource. No finding is a pass.
 *
 * `undecided` says that the rule could not judge, because a value is not known before the update.
 */
export interface Finding {
  readonly outcome: "fail" | "undecided";
  /** Where, for example `rules[0].bucketKeyEnabled`. No spaces. */
  readonly path: string;
  /** What is there, for a sentence `<path> is <found>`. */
  readonly found: string;
  /** What is demanded, for a sentence `must be <wanted>`. */
  readonly wanted: string;
  /** Set on a finding that is less than its rule: it advises even where the rule is mandatory. */
  readonly level?: "advisory";
}

/** Judges one resource by its own properties. */
export interface ResourceRule extends RuleText {
  readonly kind: "resource";
  readonly evaluate: (resource: Resource, settings: Readonly<Record<string, unknown>>) => readonly Finding[];
}

/** Judges one resource by what is linked to it in the stack. */
export interface StackRule extends RuleText {
  readonly kind: "stack";
  readonly evaluate: (
    resource: StackResource,
    stack: readonly StackResource[],
    settings: Readonly<Record<string, unknown>>,
  ) => readonly Finding[];
}

export type Rule = ResourceRule | StackRule;

export const themes = [
  "encryption",
  "transport",
  "least-privilege",
  "network",
  "logging",
  "data-protection",
  "tagging",
  "kubernetes",
] as const;

/** A folder of rules; the folder is named like the theme. */
export type Theme = (typeof themes)[number];

export function resourceRule<S extends Settings>(
  rule: Omit<RuleText, "settings"> & {
    readonly settings?: S;
    readonly evaluate: (resource: Resource, settings: SettingValues<S>) => readonly Finding[];
  },
): ResourceRule {
  // The engine has checked configured values against the schemas, and the others are the defaults.
  return { kind: "resource", ...rule, evaluate: rule.evaluate as ResourceRule["evaluate"] };
}

export function stackRule<S extends Settings>(
  rule: Omit<RuleText, "settings"> & {
    readonly settings?: S;
    readonly evaluate: (
      resource: StackResource,
      stack: readonly StackResource[],
      settings: SettingValues<S>,
    ) => readonly Finding[];
  },
): StackRule {
  return { kind: "stack", ...rule, evaluate: rule.evaluate as StackRule["evaluate"] }; // see resourceRule
}

/** The values that a rule is to judge by. */
export function settingsOf(
  rule: Rule,
  configured: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(rule.settings ?? {}).map(([name, setting]) => [name, configured[name] ?? setting.default]),
  );
}

/** A failed demand at a place that was read. */
export function fail(place: Place, found: string, wanted: string): Finding {
  return { outcome: "fail", path: place.path, found, wanted };
}

export function undecided(place: Place, wanted: string): Finding {
  return { outcome: "undecided", path: place.path, found: "not known before the update", wanted };
}

/** The same findings, none of them above advice. */
export function advice(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, level: "advisory" }));
}
