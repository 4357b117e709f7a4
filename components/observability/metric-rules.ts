import { stringify } from "yaml";
import { type Severity } from "../alerting/severity.ts";

/** A Prometheus rule that raises an alert. */
export interface AlertingRule {
  /** CamelCase, unique in its file. */
  readonly alert: string;
  /** PromQL that yields a series for everything that is wrong. */
  readonly expr: string;
  /** How long it must be so, as Prometheus writes durations: `5m`. */
  readonly for: string;
  readonly severity: Severity;
  /** What it means for the platform; may use `{{ $labels.x }}`. */
  readonly why: string;
  /** Page in `docs/runbooks/`, with the anchor of its section. */
  readonly runbook: `${string}.md#${string}`;
}

/** A Prometheus rule that keeps the result of an expression as a new series. */
export interface RecordingRule {
  /** `level:metric:operations` */
  readonly record: string;
  readonly expr: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (AlertingRule | RecordingRule)[];
}

/**
 * Rule groups as the text that Amazon Managed Service for Prometheus takes.
 *
 * @throws {Error} when two alerts have one name: the alert manager would take them for one.
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-ruler-rulesfile.html
 */
export function ruleFile(groups: readonly RuleGroup[], runbookUrl: string): string {
  const names = groups.flatMap(({ rules }) => rules.flatMap((rule) => ("alert" in rule ? [rule.alert] : [])));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    throw new Error(`Two rules raise the alert ${[...new Set(twice)].join(", ")}; name each once.`);
  }
  return stringify({
    groups: groups.map(({ name, rules }) => ({ name, rules: rules.map((rule) => ruleOf(rule, runbookUrl)) })),
  });
}

function ruleOf(rule: AlertingRule | RecordingRule, runbookUrl: string): object {
  if ("record" in rule) {
    return rule;
  }
  const { alert, expr, severity, why, runbook } = rule;
  return {
    alert,
    expr,
    for: rule.for,
    labels: { severity },
    annotations: { description: why, runbook_url: `${runbookUrl}/${runbook}` },
  };
}
