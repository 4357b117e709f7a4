import { type Exemption } from "./exemption.ts";
import { type Controls, type Finding, type RuleText } from "./rule.ts";

/**
 * The text of a finding, and back: the engine's events carry nothing but text, and `outcome.ts` needs to know a
 * finding's kind and place from it. The first line is the finding, the others are the rule's.
 */
export interface MessageParts {
  readonly outcome: "fail" | "undecided" | "exempted";
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
  /** Until when, by whom and why, of an exempted finding. */
  readonly exemption?: string;
}

/** Message of a finding as people read it under the rule's and the resource's name, which the engine prints. */
export function message(rule: RuleText, finding: Finding, exemption?: Exemption): string {
  const prefix = exemption
    ? `Exempted until ${exemption.expires} by ${inPrefix(exemption.owner)} (${inPrefix(exemption.reason)}): `
    : finding.outcome === "undecided"
      ? "Undecided: "
      : "";
  return [
    `${prefix}${finding.path} is ${oneLine(finding.found)}; must be ${oneLine(finding.wanted)}.`,
    `Rule: ${rule.what}`,
    `Why: ${rule.why}`,
    `Remedy: ${rule.remedy}`,
    `Controls: ${[...controlIds(rule.controls), rule.url].join(", ")}`,
  ].join("\n");
}

const firstLine =
  /^(?<prefix>Undecided: |Exempted until .*?\): )?(?<path>\S+) is (?<found>.*?); must be (?<wanted>.*)\.$/;

/** Parts of a message that `message` wrote; undefined for any other text. */
export function parseMessage(text: string): MessageParts | undefined {
  const groups = firstLine.exec(text.split("\n", 1)[0] ?? "")?.groups;
  if (!groups) return undefined;
  const { prefix = "", path = "", found = "", wanted = "" } = groups;
  const outcome = prefix === "" ? "fail" : prefix.startsWith("Undecided") ? "undecided" : "exempted";
  const parts = { outcome, path, found, wanted } as const;
  return outcome === "exempted" ? { ...parts, exemption: prefix.slice(0, -2) } : parts;
}

/** Ids of a rule in other catalogues, as they are written there. */
function controlIds({ fsbp = [], cis = [], checkov = [], cdkNag = [] }: Controls): readonly string[] {
  return [...fsbp, ...cis.map((id) => `CIS ${id}`), ...checkov, ...cdkNag.map((id) => `AwsSolutions-${id}`)];
}

/** The prefix ends at its first `): `, so what it quotes must not have one. */
function inPrefix(text: string): string {
  return oneLine(text).replaceAll("): ", ") - ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
