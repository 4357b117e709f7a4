import assert from "node:assert/strict";
import { type StackResource } from "../../../policy/rule.ts";
import { evaluate, judge, type RuleTable } from "../table.ts";
import { tables } from "../tables.ts";
import { composed } from "./composed.ts";
import { failing, type Mutant, mutants } from "./mutants.ts";
import { pathsRead } from "./reads.ts";

const types = [...new Set(tables.flatMap(({ compliant }) => Object.keys(compliant)))].sort();

function firing(stack: readonly [StackResource, ...StackResource[]], mutant?: Mutant): readonly string[] {
  return failing(stack[0], stack, mutant);
}

describe("Mutants of resources that comply with every rule", () => {
  for (const type of types) {
    it(`start from ${type}, against which no rule holds anything`, () => {
      assert.deepEqual(firing(composed(type)), []);
    });
  }

  for (const mutant of mutants) {
    const { table, row, type } = mutant;
    it(`are killed by ${[table.rule.id, ...(row.also ?? [])].join(", ")} alone: ${row.title}, ${type}`, () => {
      assert.deepEqual(firing(composed(type, mutant), mutant), [table.rule.id, ...(row.also ?? [])].sort());
    });
  }

  it("break every path that a rule reads", () => {
    const unbroken = tables
      .filter(({ forbids }) => forbids === undefined)
      .flatMap((table) =>
        readsOf(table)
          .filter((path) => !decidersOf(table, path).some((one) => decided(one, path)))
          .map((path) => `${table.rule.id}: ${path}`),
      );
    assert.deepEqual(unbroken, []);
  });

  after(() => {
    console.log(killTable());
  });
});

/** Paths that a rule reads of the resources of its rows. */
function readsOf(table: RuleTable): readonly string[] {
  const paths = Object.keys(table.compliant).flatMap((type) => {
    const [judged, ...others] = composed(type);
    return pathsRead(judged.props, (props) =>
      evaluate(table.rule, { ...judged, props }, [{ ...judged, props }, ...others]),
    ).map((path) => inPod(type, path));
  });
  return [...new Set(paths)];
}

/** What rules read through one function, which the rows of one of them are enough to break. */
const shared: readonly { readonly rules: RegExp; readonly paths: RegExp }[] = [
  // Names by which resources are linked.
  { rules: /./, paths: /^(id|arn|url|name|bucket|keyId)$/ },
  // Containers of a pod, of every kind.
  { rules: /./, paths: /^\$\.(init|ephemeral)Containers$/ },
  // Rules of security groups, in one form.
  { rules: /^sg-/, paths: /./ },
];

/** The tables whose rows may break a path for a table's rule. */
function decidersOf(table: RuleTable, path: string): readonly RuleTable[] {
  const groups = shared.filter(({ rules, paths }) => rules.test(table.rule.id) && paths.test(path));
  return groups.length === 0 ? [table] : tables.filter(({ rule }) => groups.some(({ rules }) => rules.test(rule.id)));
}

/** A path within the pod that a workload runs, written the same for every kind of workload. */
function inPod(type: string, path: string): string {
  return type.startsWith("kubernetes:")
    ? path.replace(/^(spec\.jobTemplate\.spec\.template\.spec|spec\.template\.spec|template\.spec|spec)\./, "$.")
    : path;
}

/** Whether a row's findings depend on what stands at a path: without its change there they would be others. */
function decided(table: RuleTable, path: string): boolean {
  return table.rows.some((row) => {
    const type = row.type ?? table.rule.types[0];
    const changes = Object.entries(row.change ?? {});
    const written = (change: string): string => inPod(type, change).replaceAll(/\.\d+(?=\.|$)/g, "[]");
    const kept = changes.filter(([change]) => !overlap(written(change), path));
    if (kept.length === changes.length) return false;
    const before = judge(table, { ...row, change: Object.fromEntries(kept) });
    return JSON.stringify(before) !== JSON.stringify(judge(table, row));
  });
}

function overlap(one: string, other: string): boolean {
  const within = (inner: string, outer: string): boolean =>
    inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return within(one, other) || within(other, one);
}

/** Per rule: how many paths it reads and how many mutants of its own it killed. */
function killTable(): string {
  const lines = tables.map((table) => {
    const own = mutants.filter((mutant) => mutant.table === table);
    const killed = own.filter((mutant) => firing(composed(mutant.type, mutant), mutant).includes(table.rule.id));
    const paths = table.forbids ? 0 : readsOf(table).length;
    return `    ${table.rule.id.padEnd(36)} ${String(paths).padStart(3)} paths ${String(own.length).padStart(4)} mutants ${String(killed.length).padStart(4)} killed`;
  });
  return ["", ...lines].join("\n");
}
