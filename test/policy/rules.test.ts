import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { message } from "../../policy/message.ts";
import { registry } from "../../policy/registry.ts";
import { type Rule } from "../../policy/rule.ts";
import { evaluate, judge, kinds, notKnownYet, resource, resourcesOf, summary, throwing } from "./table.ts";
import { tables } from "./tables.ts";

const rules: readonly (readonly [theme: string, rule: Rule])[] = Object.entries(registry).flatMap(([theme, all]) =>
  all.map((rule) => [theme, rule] as const),
);

describe("Policy rules", () => {
  for (const table of tables) {
    describe(table.rule.id, () => {
      for (const row of table.rows) {
        it(`${row.kind}: ${row.title}`, () => {
          const findings = judge(table, row);
          assert.deepEqual(findings.map(summary), row.findings);
          const [first] = findings;
          if (row.says !== undefined && first)
            assert.ok(message(table.rule, first).includes(row.says), message(table.rule, first));
        });
      }
    });
  }

  it("have a table each, with every kind of row, and a violation of every type", () => {
    for (const [, rule] of rules) {
      const table = tables.find((one) => one.rule === rule);
      assert.ok(table, `${rule.id} has no rows: add test/policy/<theme>/${rule.id}.rows.ts`);
      for (const kind of table.forbids ? (["violation"] as const) : kinds)
        assert.ok(
          table.rows.some((row) => row.kind === kind),
          `${rule.id}: no row of kind "${kind}"`,
        );
      const shown = Object.keys(table.compliant);
      const types = table.everyType ? rule.types.filter((type) => shown.includes(type)) : rule.types;
      assert.deepEqual(shown.sort(), [...types].sort(), `${rule.id}: types of its table`);
      for (const type of types)
        assert.ok(
          table.rows.some((row) => (row.type ?? rule.types[0]) === type && row.findings.length > 0),
          `${rule.id}: no row that breaks it of type ${type}`,
        );
      const titles = table.rows.map(({ kind, title }) => `${kind}: ${title}`);
      assert.equal(new Set(titles).size, titles.length, `${rule.id}: two rows with one title`);
    }
    assert.equal(tables.length, rules.length);
  });

  it("hold for every type of a generated list", () => {
    for (const { rule, everyType } of tables) {
      if (everyType === undefined) continue;
      assert.ok(rule.typesInWords, `${rule.id}: say in typesInWords what its types have in common`);
      for (const type of rule.types) {
        const { compliant, broken } = everyType(type);
        const judged = [compliant, broken].map((props) => resource(type, "every-type", props));
        const [passed, failed] = judged.map((one) => evaluate(rule, one, [one]));
        assert.deepEqual(passed, [], `${rule.id} on ${type}`);
        assert.notEqual(failed?.length, 0, `${rule.id} on ${type}`);
      }
    }
  });

  it("are one per file, named like the file, in the folder of their theme, each id once", () => {
    const root = path.resolve(import.meta.dirname, "../../policy");
    for (const [theme, rule] of rules) assert.ok(existsSync(path.join(root, theme, `${rule.id}.ts`)), rule.id);
    assert.equal(new Set(rules.map(([, rule]) => rule.id)).size, rules.length);
  });

  it("say what, why and how to mend it, in whole sentences", () => {
    for (const [, rule] of rules) {
      for (const text of [rule.what, rule.why, rule.remedy]) assert.match(text, /^[A-Z].*\.$/s, `${rule.id}: ${text}`);
      assert.match(rule.url, /^https:\/\//);
    }
  });

  it("never throw, whatever the properties are", () => {
    const leaf = fc.oneof(fc.constant(notKnownYet), fc.constantFrom("*", true, "Allow", null, 1), fc.jsonValue());
    for (const table of tables) {
      const rows = fc.constantFrom(...table.rows);
      const holes = fc.array(fc.tuple(fc.nat(), leaf), { maxLength: 3 });
      fc.assert(
        fc.property(rows, holes, fc.dictionary(fc.string(), leaf), (row, changes, more) => {
          const [judged, ...others] = resourcesOf(table, row);
          const props = throwing({ ...(changes.reduce(replaceNode, judged.props) as object), ...more });
          const broken = resource(judged.type, judged.name, props, judged);
          for (const finding of evaluate(table.rule, broken, [broken, ...others], row.settings)) {
            assert.doesNotMatch(finding.path, /\s/);
          }
        }),
        { numRuns: 50 },
      );
    }
  });
});

/** A copy of a value with its nth node replaced. */
function replaceNode(value: unknown, [index, replacement]: readonly [number, unknown]): unknown {
  let count = 0;
  const size = nodes(value);
  const visit = (node: unknown): unknown => {
    if (count++ === index % size) return replacement;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child)]));
  };
  return visit(value);
}

function nodes(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((total, child) => total + nodes(child), 1);
}
