import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { policyOutcome, type PolicyEngineEvent, type PolicyFinding, type PolicyOutcome } from "../../policy/outcome.ts";
import { type StackResource } from "../../policy/rule.ts";
import { resource, resourcesOf, type Row, type RuleTable } from "./table.ts";
import { tagged } from "./tagging/tagged.ts";
import { tables } from "./tables.ts";

const pack = path.resolve(import.meta.dirname, "../../policy/run");
const keyPolicy = {
  Statement: { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "kms:*", Resource: "*" },
};
/** Breaks one rule alone. */
const broken = resource("aws:kms/key:Key", "broken", {
  enableKeyRotation: false,
  policy: JSON.stringify(keyPolicy),
  tags: tagged,
});

describe("The policy pack in the real analyzer", () => {
  let folder = "";

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "policy-analyze-"));
  });

  after(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Runs `pulumi policy analyze` over a state that holds some resources. */
  async function analyze(resources: readonly StackResource[], config: object = {}): Promise<Analysis> {
    const state = write(path.join(folder, "state.json"), stateOf(resources));
    const configFile = write(path.join(folder, "config.json"), config);
    const args = [
      "policy",
      "analyze",
      "--json",
      "--file",
      state,
      "--policy-pack",
      pack,
      "--policy-pack-config",
      configFile,
    ];
    return new Promise((resolve, reject) => {
      execFile(
        "pulumi",
        args,
        // An event per finding: all rows together give many megabytes.
        { env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" }, maxBuffer: 2 ** 28 },
        (error, stdout, stderr) => {
          if (error && typeof error.code !== "number") {
            reject(new Error(`pulumi did not start: ${error.message}`));
            return;
          }
          const events = stdout.split("\n").filter((line) => line.startsWith("{"));
          const outcome = policyOutcome(events.map((line) => JSON.parse(line) as PolicyEngineEvent)); // the CLI's own format
          resolve({ exitCode: error ? Number(error.code) : 0, outcome, stderr });
        },
      );
    });
  }

  const rows = tables.flatMap((table) => table.rows.map((row) => ({ table, row, resources: resourcesOf(table, row) })));
  const alone = rows.filter(({ table, row }) => table.alone ?? row.alone);
  const together = rows.filter((one) => !alone.includes(one));

  it("finds in every row of every rule what the rule finds as a function", async () => {
    const plain = together.filter(({ row }) => row.settings === undefined);
    const { outcome, exitCode } = await analyze(plain.flatMap(({ resources }) => resources));
    assert.equal(exitCode, 1);
    for (const one of plain) assertFound(one, outcome);
  }).timeout(120_000);

  it("finds it under another configuration too", async () => {
    // A run has one configuration of a rule: the first rows of all rules that need one are together, then the second.
    for (const some of rounds(together.filter(({ row }) => row.settings !== undefined))) {
      const config = Object.fromEntries(some.map(({ table, row }) => [table.rule.id, row.settings]));
      const { outcome } = await analyze(
        some.flatMap(({ resources }) => resources),
        config,
      );
      for (const one of some) assertFound(one, outcome);
    }
  }).timeout(120_000);

  for (const one of alone) {
    const { table, row } = one;
    it(`finds it in a stack of its own: ${table.rule.id}, ${row.kind}: ${row.title}`, async () => {
      const { outcome } = await analyze(one.resources, row.settings ? { [table.rule.id]: row.settings } : {});
      assertFound(one, outcome);
    }).timeout(60_000);
  }

  it("lets the first violation of every rule pass where it is exempted, and says so", async () => {
    const broken = tables.flatMap((table) => {
      const row = table.rows.find(({ kind, settings }) => kind === "violation" && settings === undefined);
      return row && table.alone === undefined ? [{ table, row, resources: resourcesOf(table, row) }] : [];
    });
    const config = broken.map(({ table, resources: [judged] }) => [table.rule.id, exemptingAll(judged.urn)] as const);
    const { outcome } = await analyze(
      broken.flatMap(({ resources }) => resources),
      Object.fromEntries(config),
    );
    for (const { table, row, resources } of broken) {
      const of = (findings: readonly PolicyFinding[]): readonly PolicyFinding[] =>
        findings.filter(({ rule, urn }) => rule === table.rule.id && urn === resources[0].urn);
      assert.equal(of(outcome.exempted).length, row.findings.length, table.rule.id);
      assert.deepEqual(of([...outcome.failed, ...outcome.undecided, ...outcome.advisory]), [], table.rule.id);
    }
  }).timeout(120_000);

  it("succeeds when configuration makes the broken rule advisory", async () => {
    const { outcome, exitCode } = await analyze([broken], { "kms-key-rotation": "advisory" });
    assert.deepEqual([exitCode, outcome.failed.length, outcome.advisory.length], [0, 0, 1]);
  }).timeout(60_000);

  it("reports nothing of a rule that configuration disables", async () => {
    const { outcome, exitCode } = await analyze([broken], { "kms-key-rotation": "disabled" });
    assert.deepEqual([exitCode, outcome.failed.length, outcome.advisory.length], [0, 0, 0]);
  }).timeout(60_000);

  it("fails on an undecided finding where configuration demands decisions", async () => {
    const row = tables
      .flatMap((table) => table.rows.map((one) => ({ table, one })))
      .find(({ table, one }) => table.rule.id === "kms-key-rotation" && one.kind === "unknown");
    assert.ok(row);
    const { exitCode } = await analyze(resourcesOf(row.table, row.one), {
      "kms-key-rotation": { undecided: "mandatory" },
    });
    assert.equal(exitCode, 1);
  }).timeout(60_000);

  it("lets an exempted finding pass, and says who exempted it, why and until when", async () => {
    const { outcome, exitCode } = await analyze([broken], exempting({ expires: "9999-12-31" }));
    assert.equal(exitCode, 0);
    assert.match(
      outcome.exempted[0]?.message ?? "",
      /^Exempted until 9999-12-31 by data platform \(moved to another key this week\): enableKeyRotation is false;/,
    );
  }).timeout(60_000);

  it("fails once the exemption has expired", async () => {
    const { outcome, exitCode } = await analyze([broken], exempting({ expires: "2020-01-01" }));
    assert.deepEqual([exitCode, outcome.failed.length, outcome.exempted.length], [1, 1, 0]);
  }).timeout(60_000);

  it("refuses an exemption without an owner", async () => {
    const { stderr, exitCode } = await analyze([broken], exempting({ expires: "9999-12-31", owner: undefined }));
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /owner is required/);
  }).timeout(60_000);
});

interface JudgedRow {
  readonly table: RuleTable;
  readonly row: Row;
  readonly resources: ReturnType<typeof resourcesOf>;
}

interface Analysis {
  readonly exitCode: number;
  readonly outcome: PolicyOutcome;
  readonly stderr: string;
}

/** The rows in groups that have no two of one rule. */
function rounds(rows: readonly JudgedRow[]): readonly (readonly JudgedRow[])[] {
  const groups: JudgedRow[][] = [];
  for (const row of rows) {
    const group = groups.find((some) => !some.some(({ table }) => table === row.table));
    if (group) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** The findings of the engine's run about a row are the row's. */
function assertFound({ table, row, resources: [judged] }: JudgedRow, outcome: PolicyOutcome): void {
  const found = (kind: string, findings: readonly PolicyFinding[]): string[] =>
    findings
      .filter(({ rule, urn }) => rule === table.rule.id && urn === judged.urn)
      .map((finding) => `${kind} ${finding.path ?? ""}`);
  assert.deepEqual(
    [
      ...found("fail", outcome.failed),
      ...found("undecided", outcome.undecided),
      ...found("advice", outcome.advisory),
    ].sort(),
    // A rule that only advises has no finding above advice.
    row.findings.map((one) => (table.rule.level === "advisory" ? one.replace(/^fail/, "advice") : one)).sort(),
    `${table.rule.id}, ${row.kind}: ${row.title}`,
  );
}

function exemptingAll(urn: string): object {
  const exemption = { urn, reason: "to see that it can be exempted", owner: "policy", expires: "9999-12-31" };
  return { exemptions: [exemption] };
}

function exempting(change: object): object {
  const exemption = { urn: "*::broken", reason: "moved to another key this week", owner: "data platform", ...change };
  return { "kms-key-rotation": { exemptions: [exemption] } };
}

function write(file: string, content: object): string {
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Resources in the form of `pulumi stack export`. */
function stateOf(resources: readonly StackResource[]): object {
  const stack = "pulumi:pulumi:Stack";
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" },
      resources: [
        { urn: `urn:pulumi:fixture::policy::${stack}::policy-fixture`, type: stack, custom: false },
        ...resources.flatMap(({ urn, provider }) => (provider ? [providerOf(urn, provider)] : [])),
        ...resources.map(({ urn, type, props, protect, provider, propertyDependencies }) => ({
          urn,
          type,
          custom: provider !== undefined,
          inputs: props,
          outputs: props,
          protect,
          provider: provider && `${providerOf(urn, provider).urn}::fixture`,
          dependencies: Object.values(propertyDependencies).flat(),
          propertyDependencies,
        })),
      ],
    },
  };
}

interface Provider {
  readonly urn: string;
  readonly inputs: object;
}

function providerOf(urn: string, inputs: object): Provider & Readonly<Record<string, unknown>> {
  const type = "pulumi:providers:aws";
  const name = urn.split("::").at(-1) ?? "";
  const provider = { urn: `urn:pulumi:fixture::policy::${type}::${name}`, inputs };
  return { ...provider, type, custom: true, id: "fixture", outputs: inputs };
}
