import { type Properties } from "../../../policy/property.ts";
import { type StackResource } from "../../../policy/rule.ts";
import { type Links, type Other, resourcesOf, type Row, type RuleTable } from "../table.ts";
import { tables } from "../tables.ts";

/**
 * Resources that comply with every rule at once: what all tables say of a type, put together, with all that stands beside
 * it. So one broken property can be held against every rule and not only against the one that its table is about.
 */

/** A type's resource and its stack, as one table's row breaks it. Without a row, whole. */
export function composed(
  type: string,
  broken?: { readonly table: RuleTable; readonly row: Row },
): readonly [StackResource, ...StackResource[]] {
  const all = tables.filter(({ rule }) => rule.types.includes(type));
  // Of two values for one property the first counts, which is the broken table's: its rows are about its own.
  const about = broken ? [broken.table, ...all.filter((table) => table !== broken.table)] : all;
  // What the broken table wants beside it is beside it as the row says, and from no other table.
  const decided = new Set(broken && (besideWhole(broken.table).others ?? []).map((other) => other.type));
  const beside = about.map((table) => {
    const isBroken = table === broken?.table;
    const { others = [], dependsOn } = isBroken ? besideOf(table, broken.row) : besideWhole(table);
    const kept = others.filter((other) => isBroken || !decided.has(other.type));
    return { others: kept.map((other) => renamed(table, other)), dependsOn: links(table, dependsOn) };
  });
  const whole: RuleTable = {
    rule: broken?.table.rule ?? firstOf(about).rule,
    compliant: { [type]: about.map((table) => compliantOf(table, type)).reduce(merged, {}) },
    others: beside.flatMap(({ others }) => others),
    dependsOn: beside.map(({ dependsOn }) => dependsOn).reduce(joined, {}),
    rows: [],
  };
  const { change, protect, provider } = broken?.row ?? {};
  return resourcesOf(whole, { kind: "compliant", title: "", type, change, protect, provider, findings: [] });
}

type Beside = Pick<Row, "others" | "dependsOn">;

/** What a row of a table has beside it, as `resourcesOf` has it. */
function besideOf({ others, dependsOn }: RuleTable, row: Row): Beside {
  return row.others ? row : { others, dependsOn: row.dependsOn ?? dependsOn };
}

/** What a table wants beside it: what all its rows have, or the first that complies without a change. */
function besideWhole(table: RuleTable): Beside {
  const linked = table.rows.find((row) => row.kind === "compliant" && row.others && !row.change && !row.settings);
  return table.others ? table : (linked ?? table);
}

function compliantOf({ compliant, everyType }: RuleTable, type: string): Properties {
  return compliant[type] ?? everyType?.(type).compliant ?? {};
}

function firstOf(some: readonly RuleTable[]): RuleTable {
  const [first] = some;
  if (first === undefined) throw new Error("no table is about this type");
  return first;
}

/** Names of others are their table's own. */
function renamed(table: RuleTable, other: Other): Other {
  const { name, dependsOn } = other;
  return { ...other, name: name === undefined ? undefined : own(table, name), dependsOn: links(table, dependsOn) };
}

function links(table: RuleTable, dependsOn: Links = {}): Links {
  return Object.fromEntries(
    Object.entries(dependsOn).map(([property, on]) => [
      property,
      [on].flat().map((name) => (name === "judged" ? name : own(table, name))),
    ]),
  );
}

function own(table: RuleTable, name: string): string {
  return `${table.rule.id}/${name}`;
}

/** Links of two tables: a property may depend on what each of them needs. */
function joined(some: Links, more: Links): Links {
  return Object.entries(more).reduce<Links>(
    (all, [property, on]) => ({ ...all, [property]: [...new Set([all[property] ?? [], on].flat())] }),
    some,
  );
}

/** Properties of two tables: objects and lists member by member; of two values, the first table's. */
function merged(some: Properties, more: Properties): Properties {
  return Object.entries(more).reduce<Properties>(
    (all, [name, value]) => ({ ...all, [name]: name in all ? both(all[name], value) : value }),
    some,
  );
}

function both(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) {
    const longer = Math.max(one.length, other.length);
    return Array.from({ length: longer }, (_, index) =>
      index < one.length && index < other.length
        ? both(one[index], other[index])
        : ((one[index] ?? other[index]) as unknown),
    );
  }
  return isPlain(one) && isPlain(other) ? merged(one, other) : one;
}

function isPlain(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
