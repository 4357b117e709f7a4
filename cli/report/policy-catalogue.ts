import { type Controls } from "../../policy/rule.ts";
import { type CatalogueEntry } from "../policy/catalogue.ts";
import { type RuleExemption } from "../policy/exemptions.ts";
import { table } from "./table.ts";

/** A row per rule. */
export function describeRules(entries: readonly CatalogueEntry[]): readonly string[] {
  return table([
    ["rule", "theme", "severity", "level", "demand"],
    ...entries.map((entry) => [entry.rule.id, entry.theme, entry.rule.severity, levelInWords(entry), entry.rule.what]),
  ]);
}

/** All that a rule says about itself, and what configuration says of it. */
export function describeRule(entry: CatalogueEntry): readonly string[] {
  const { rule, theme } = entry;
  const settings = Object.entries(rule.settings ?? {}).map(
    ([name, setting]) => `  ${name}: ${setting.what} Default: ${JSON.stringify(setting.default)}`,
  );
  return [
    `${rule.id} (${theme}, severity ${rule.severity})`,
    "",
    `  ${rule.what}`,
    `  Why: ${rule.why}`,
    `  Remedy: ${rule.remedy}`,
    "",
    `Level: ${levelInWords(entry)}`,
    ...(settings.length > 0 ? ["Settings:", ...settings] : []),
    `Controls: ${controlsInWords(rule.controls)}`,
    `Judges: ${rule.typesInWords ?? rule.types.join(", ")}${rule.kind === "stack" ? ", with what is linked to it in the stack" : ""}`,
    `More: ${rule.url}`,
  ];
}

/** The level by default, and the environments where it is another: `mandatory (dev: advisory)`. */
export function levelInWords({ rule, levels }: CatalogueEntry): string {
  const others = Object.entries(levels).filter(([, level]) => level !== rule.level);
  return others.length === 0
    ? rule.level
    : `${rule.level} (${others.map(([environment, level]) => `${environment}: ${level}`).join(", ")})`;
}

/** Ids of a rule in other catalogues, catalogue by catalogue. */
export function controlsInWords({ fsbp = [], cis = [], checkov = [], cdkNag = [] }: Controls): string {
  const named = [
    ["FSBP", fsbp],
    ["CIS", cis],
    ["Checkov", checkov],
    ["cdk-nag", cdkNag],
  ] as const;
  const listed = named.filter(([, ids]) => ids.length > 0).map(([name, ids]) => `${name} ${ids.join(", ")}`);
  return listed.length === 0 ? "none, a rule of this house" : listed.join("; ");
}

/** A row per exemption. */
export function describeExemptionList(
  exemptions: readonly (RuleExemption & { readonly environment: string })[],
  today: string,
): readonly string[] {
  if (exemptions.length === 0) return ["No exemptions."];
  return table([
    ["environment", "rule", "resources", "path", "owner", "until", "reason"],
    ...exemptions.map(({ environment, rule, urn, path = "*", only, owner, expires, reason }) => [
      environment,
      rule,
      urn,
      only === undefined ? path : `${path} (${only})`,
      owner,
      expires < today ? `EXPIRED ${expires}` : expires,
      reason,
    ]),
  ]);
}
