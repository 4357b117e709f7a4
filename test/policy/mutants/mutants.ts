import { registry } from "../../../policy/registry.ts";
import { type Rule, type StackResource } from "../../../policy/rule.ts";
import { evaluate, type Row, type RuleTable } from "../table.ts";
import { tables } from "../tables.ts";

/** A row that breaks a property, or what stands beside the resource, of something that complies with every rule. */
export interface Mutant {
  readonly table: RuleTable;
  readonly row: Row;
  readonly type: string;
}

export const mutants: readonly Mutant[] = tables.flatMap((table) =>
  table.rows.flatMap((row) => {
    const breaks = row.findings.some((finding) => !finding.startsWith("undecided"));
    const type = row.type ?? table.rule.types[0];
    return breaks && row.kind !== "wrong type" && table.forbids === undefined ? [{ table, row, type }] : [];
  }),
);

const rules: readonly Rule[] = Object.values(registry).flat();

/** Rules that no resource of their types passes, which would say the same of every mutant. */
const forbidding: ReadonlySet<Rule> = new Set(tables.filter(({ forbids }) => forbids).map(({ rule }) => rule));

/** Rules over every type: names and tags of a row are its own, so only rows about them are held against these. */
const tagging: ReadonlySet<Rule> = new Set(registry.tagging);

/**
 * Ids of the rules that hold something against a resource, sorted.
 *
 * @param mutant what broke it, whose settings count for its rule
 */
export function failing(judged: StackResource, stack: readonly StackResource[], mutant?: Mutant): readonly string[] {
  return rules
    .filter((rule) => rule.types.includes(judged.type))
    .filter((rule) => !forbidding.has(rule))
    .filter((rule) => !tagging.has(rule) || (mutant && tagging.has(mutant.table.rule)))
    .filter((rule) => {
      const settings = mutant?.table.rule === rule ? mutant.row.settings : {};
      return evaluate(rule, judged, stack, settings).some(({ outcome }) => outcome === "fail");
    })
    .map(({ id }) => id)
    .sort();
}
