import { type Properties, unknownSentinels } from "../../policy/property.ts";
import { type Finding, type Resource, type Rule, settingsOf, type StackResource } from "../../policy/rule.ts";

/** Value of a row that the engine would not know yet. */
export const notKnownYet = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks a property that a row takes away. */
export const removed = Symbol("removed");

/** What a row shows; every table has all of them. `unknown` and `absent` may pass: then that is what the row shows. */
export const kinds = ["compliant", "violation", "absent", "unknown", "wrong type"] as const;

export interface Row {
  readonly title: string;
  readonly kind: (typeof kinds)[number];
  /** Type token, where the rule has several. */
  readonly type?: string;
  /** Values by path, put over the compliant properties of the type. */
  readonly change?: Readonly<Record<string, unknown>>;
  /** What stands in the stack beside it, for a stack rule; in place of the table's `others`. */
  readonly others?: readonly Other[];
  /** Properties of the judged resource whose value depends on others, by the others' names. */
  readonly dependsOn?: Links;
  /** @default true */
  readonly protect?: boolean;
  /** Inputs of the provider, where the rule reads them. */
  readonly provider?: Properties;
  /** For a row about something that is nowhere in the stack: it cannot share one. */
  readonly alone?: true;
  /** What configuration says otherwise. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Rules that also find something against this row's resource, where it is broken as a whole; see mutants.test.ts. */
  readonly also?: readonly string[];
  /** Findings as `<outcome or advice> <path>`; none for a pass. */
  readonly findings: readonly string[];
  /** Part that the message of the first finding must have. */
  readonly says?: string;
}

/** Names of resources by the property whose value depends on them. */
export type Links = Readonly<Record<string, string | readonly string[]>>;

export interface Other {
  /** For `dependsOn` of others. The judged resource is `judged`. */
  readonly name?: string;
  readonly type: string;
  readonly props: Properties;
  /** Properties whose value depends on other resources, by their names. */
  readonly dependsOn?: Links;
}

/** The rows of one rule over one compliant set of properties per type. */
export interface RuleTable {
  readonly rule: Rule;
  readonly compliant: Readonly<Record<string, Properties>>;
  /** What stands beside it in rows that say nothing else. */
  readonly others?: readonly Other[];
  readonly dependsOn?: Links;
  /**
   * For a rule over a generated list of types: what it demands of each, and how each breaks it. `compliant` and the rows show
   * some of them, and rules.test.ts goes through the list.
   */
  readonly everyType?: (type: string) => { readonly compliant: Properties; readonly broken: Properties };
  /** For a rule that no resource of its types passes: it has violations alone. */
  readonly forbids?: true;
  /** For a rule that looks for anything of a type in the stack: its rows cannot share one. */
  readonly alone?: true;
  readonly rows: readonly Row[];
}

/** A row made into resources: the judged one first, then what stands beside it. */
export function resourcesOf(table: RuleTable, row: Row): readonly [StackResource, ...StackResource[]] {
  const type = row.type ?? table.rule.types[0];
  const name = `${table.rule.id}-${table.rows.indexOf(row)}`;
  const others = row.others ?? table.others ?? [];
  const names = ["judged", ...others.map((other, index) => other.name ?? String(index))];
  const urns = [urnOf(type, name), ...others.map((other, index) => urnOf(other.type, `${name}-other-${index}`))];
  const links = (dependsOn: Links = {}): StackResource["propertyDependencies"] =>
    Object.fromEntries(
      Object.entries(dependsOn).map(([property, on]) => [
        property,
        urns.filter((_, index) => [on].flat().includes(names[index] ?? "")),
      ]),
    );
  const judged = resource(type, name, changed(table.compliant[type] ?? {}, row.change ?? {}), {
    propertyDependencies: links(row.dependsOn ?? (row.others ? {} : table.dependsOn)),
    protect: row.protect,
    provider: row.provider,
  });
  return [
    judged,
    ...others.map((other, index) =>
      resource(other.type, `${name}-other-${index}`, other.props, { propertyDependencies: links(other.dependsOn) }),
    ),
  ];
}

/** Judges a row by calling the rule as the function it is. */
export function judge(table: RuleTable, row: Row): readonly Finding[] {
  const [judged, ...others] = resourcesOf(table, row);
  return evaluate(table.rule, judged, [judged, ...others], row.settings);
}

export function evaluate(
  rule: Rule,
  judged: StackResource,
  stack: readonly StackResource[],
  configured: Row["settings"] = {},
): readonly Finding[] {
  const settings = settingsOf(rule, configured);
  return rule.kind === "resource"
    ? rule.evaluate(asTheEngineGivesIt(judged), settings)
    : rule.evaluate(judged, stack, settings);
}

/** A finding as rows write it. */
export function summary({ outcome, level, path }: Finding): string {
  return `${level && outcome === "fail" ? "advice" : outcome} ${path}`;
}

export function resource(
  type: string,
  name: string,
  props: Properties,
  { propertyDependencies = {}, protect = true, provider }: Partial<StackResource> = {},
): StackResource {
  return { type, name, urn: urnOf(type, name), props, protect, provider, propertyDependencies };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:fixture::policy::${type}::${name}`;
}

/** As the policy SDK hands a resource over: reading an unknown value throws. */
function asTheEngineGivesIt(given: Resource): Resource {
  return { ...given, props: throwing(given.props) };
}

export function throwing<T extends object>(value: T): T {
  return new Proxy(value, {
    get: (target, name) => {
      const got: unknown = Reflect.get(target, name);
      if (unknownSentinels.has(got)) throw new Error(`read an unknown value at ${String(name)}`);
      return typeof got === "object" && got !== null ? throwing(got) : got;
    },
  });
}

/** Copy of properties with values put at paths like `rules.0.bucketKeyEnabled`. */
export function changed(props: Properties, change: Readonly<Record<string, unknown>>): Properties {
  const copy: Record<string, unknown> = structuredClone(props);
  for (const [path, value] of Object.entries(change)) put(copy, path.split("."), value);
  return copy;
}

function put(into: Record<string, unknown>, [step, ...rest]: readonly string[], value: unknown): void {
  if (step === undefined) return;
  if (rest.length === 0) {
    if (value === removed) Reflect.deleteProperty(into, step);
    else into[step] = structuredClone(value); // rows share values, and a later path may go into this one
    return;
  }
  into[step] ??= {};
  put(into[step] as Record<string, unknown>, rest, value); // rows name paths through objects and lists only
}
