import { type OperationResult } from "../engine/operation.ts";
import { type PolicyFinding } from "../../policy/outcome.ts";
import { type ChangeKind, nameOf } from "../engine/events.ts";
import { type Outcome } from "../engine/orchestrate.ts";
import { type Step } from "../steps.ts";
import { duration } from "./progress.ts";
import { table } from "./table.ts";

const changeKinds: readonly ChangeKind[] = ["create", "update", "replace", "delete"];

/** One line of what a step did: `2 create, 1 update`, or `no changes`. */
export function changesInWords(result: OperationResult): string {
  const counts = changeKinds.map(
    (kind) => [result.changes.filter(({ operation }) => operation === kind).length, kind] as const,
  );
  const words = counts.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return words.length > 0 ? words.join(", ") : result.outputsChanged ? "outputs only" : "no changes";
}

/** Whether the run changes, or would change, a resource or what the step publishes. */
export function changesAnything(result: OperationResult): boolean {
  return result.changes.length > 0 || result.outputsChanged;
}

/** Phases with time, resources and changes. */
export function describeSteps(outcomes: readonly Outcome<OperationResult>[]): readonly string[] {
  const rows = outcomes.map((outcome) => {
    if ("blockedBy" in outcome) {
      return [outcome.step, "not run", "", "", `waits for ${outcome.blockedBy.join(", ")}`];
    }
    const { step, succeeded, seconds, resources } = outcome.result;
    return [step, succeeded ? "ok" : "FAILED", duration(seconds), String(resources), changesInWords(outcome.result)];
  });
  return table([["phase", "result", "time", "resources", "changes"], ...rows]);
}

/** The resources that change, phase by phase. */
export function describeChanges(results: readonly OperationResult[]): readonly string[] {
  return results
    .filter(({ changes }) => changes.length > 0)
    .flatMap(({ step, changes }) => [
      `${step}:`,
      ...changes.map(({ operation, type, name, properties, replacing }) => {
        const what =
          operation === "replace" && replacing.length > 0
            ? ` (because of ${replacing.join(", ")})`
            : properties.length > 0
              ? ` (${properties.join(", ")})`
              : "";
        return `  ${symbols[operation]} ${type} ${name}${what}`;
      }),
    ]);
}

const symbols: Readonly<Record<ChangeKind, string>> = { create: "+", update: "~", replace: "!", delete: "-" };

/** What policy said of a step, and after an `up` of what it left. */
export type JudgedStep = Pick<OperationResult, "step" | "policy" | "afterUp">;

/** Policies passed, failed and undecided over all steps, and every finding. */
export function describePolicies(results: readonly JudgedStep[]): readonly string[] {
  const sum = (count: (result: JudgedStep) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const findings = results.flatMap(({ step, policy }) => [
    ...described("FAILED", step, policy.failed),
    ...described("undecided", step, policy.undecided),
    ...described("advisory", step, policy.advisory),
    ...described("exempted", step, policy.exempted),
  ]);
  return [
    `Policies: ${sum(({ policy }) => policy.passed)} passed, ${sum(({ policy }) => policy.failed.length)} failed, ${sum(({ policy }) => policy.undecided.length)} undecided, ${sum(({ policy }) => policy.advisory.length)} advisory, ${sum(({ policy }) => policy.exempted.length)} exempted`,
    ...findings,
    ...describeAfterUp(results),
  ];
}

/** Policies on what an `up` left. What only advises, or is exempted, was said of the update itself. */
function describeAfterUp(results: readonly JudgedStep[]): readonly string[] {
  const judged = results.flatMap(({ step, afterUp }) => (afterUp === undefined ? [] : [{ step, ...afterUp }]));
  if (judged.length === 0) {
    return [];
  }
  const sum = (count: (one: (typeof judged)[number]) => number): number =>
    judged.reduce((total, one) => total + count(one), 0);
  return [
    `After up: ${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed.length)} failed, ${sum(({ undecided }) => undecided.length)} undecided`,
    ...judged.flatMap(({ step, failed, undecided }) => [
      ...described("FAILED after up", step, failed),
      ...described("undecided after up", step, undecided),
    ]),
  ];
}

/** A finding over several lines: the verdict with its resource, then what the rule says. */
function described(verdict: string, step: Step, findings: readonly PolicyFinding[]): readonly string[] {
  return findings.flatMap(({ rule, urn, message }) => [
    `  ${verdict}: ${rule} on ${urn === undefined ? step : `${step}, ${nameOf(urn)}`}`,
    ...message.split("\n").map((line) => `    ${line}`),
  ]);
}

/** Which resource types were real and which only recorded; nothing on AWS, where all are real. */
export function describeTypes(results: readonly OperationResult[]): readonly string[] {
  const reports = results.flatMap(({ types }) => types ?? []);
  if (reports.length === 0) {
    return [];
  }
  const merge = (pick: (report: (typeof reports)[number]) => Readonly<Record<string, number>>): readonly string[] => {
    const counts = new Map<string, number>();
    for (const report of reports) {
      for (const [type, count] of Object.entries(pick(report))) {
        counts.set(type, (counts.get(type) ?? 0) + count);
      }
    }
    return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => `${shortType(type)} ${count}`);
  };
  const real = merge(({ real: types }) => types);
  const recorded = merge(({ recorded: types }) => types);
  return [
    ...wrapped(`Real resource types (${real.length})`, real),
    ...wrapped(`Only recorded, inputs checked but nothing behind them (${recorded.length})`, recorded),
  ];
}

/**
 * Helm charts whose contents nobody looked into: where resources are recorded, a chart is not fetched, and so neither policy
 * nor schema saw what is in it. Nothing on AWS, where an update installs them.
 */
export function describeCharts(results: readonly OperationResult[]): readonly string[] {
  const charts = results.filter(({ types }) => types !== undefined).flatMap((result) => result.charts);
  const named = charts.map(({ chart, version }) => `${chart.slice(chart.lastIndexOf("/") + 1)} ${version}`);
  return named.length === 0 ? [] : wrapped(`UNVALIDATED charts, not fetched here (${named.length})`, [...named].sort());
}

/** Errors of failed steps, each with its resource. */
export function describeErrors(outcomes: readonly Outcome<OperationResult>[]): readonly string[] {
  return outcomes.flatMap((outcome) => {
    if ("blockedBy" in outcome || outcome.result.succeeded) {
      return [];
    }
    return outcome.result.errors.flatMap(({ urn, message }) => [
      `${outcome.step}${urn === "" ? "" : `, ${nameOf(urn)}`}:`,
      ...message.split("\n").map((line) => `  ${line}`),
    ]);
  });
}

/** Results of the steps that ran. */
export function resultsOf(outcomes: readonly Outcome<OperationResult>[]): readonly OperationResult[] {
  return outcomes.flatMap((outcome) => ("result" in outcome ? [outcome.result] : []));
}

/** Whether any step changes, or would change, something. */
export function hasChanges(outcomes: readonly Outcome<OperationResult>[]): boolean {
  return resultsOf(outcomes).some(changesAnything);
}

/** Whether every step ran and succeeded; a blocked one did not. */
export function allSucceeded(outcomes: readonly Outcome<OperationResult>[]): boolean {
  return outcomes.every((outcome) => "result" in outcome && outcome.result.succeeded);
}

function shortType(type: string): string {
  const [packageName, module, name] = type.split(":");
  return `${packageName ?? ""}:${(module ?? "").split("/")[0] ?? ""}:${name ?? ""}`;
}

function wrapped(title: string, items: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    if (line.length + item.length > 110) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? item : `${line}, ${item}`;
  }
  return [`${title}:`, ...[...lines, line].filter((text) => text !== "").map((text) => `  ${text}`)];
}
