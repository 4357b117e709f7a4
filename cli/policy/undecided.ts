import { type PolicyFinding, type PolicyOutcome } from "../../policy/outcome.ts";
import { registry } from "../../policy/registry.ts";
import { type Theme } from "../../policy/rule.ts";
import { policyConfigName } from "./config.ts";

/** Themes on which a finding that waits for the update is a gap: by then what it is about may exist unprotected. */
export const decidedThemes = ["encryption", "transport", "least-privilege"] as const satisfies readonly Theme[];

const ids = new Set(decidedThemes.flatMap((theme) => registry[theme].map(({ id }) => id)));

/** Undecided findings that must be decided. One that an exemption covers is not among the undecided. */
export function mustBeDecided({ undecided }: PolicyOutcome): readonly PolicyFinding[] {
  return undecided.filter(({ rule }) => ids.has(rule));
}

/** Why undecided findings fail a preview, and what to do about it. */
export function describeUndecided(findings: readonly PolicyFinding[], environment: string): string {
  const [first] = findings;
  const example = { urn: first?.urn, path: first?.path, only: "undecided", reason: "…", owner: "…", expires: "…" };
  return [
    `${findings.length} undecided ${findings.length === 1 ? "finding" : "findings"} on ${decidedThemes.join(", ")}:`,
    ...findings.map(({ rule, urn = "", path = "" }) => `  - ${rule} on ${urn} at ${path}`),
    "Build names and ARNs from configuration, so that the preview knows the values.",
    `Where that cannot be, list the finding in ${policyConfigName(environment)}: "${first?.rule ?? ""}": ${JSON.stringify({ exemptions: [example] })}`,
  ].join("\n");
}
