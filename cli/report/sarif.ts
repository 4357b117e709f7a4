import { createHash } from "node:crypto";
import { parseMessage } from "../../policy/message.ts";
import { type PolicyFinding } from "../../policy/outcome.ts";
import { registry } from "../../policy/registry.ts";
import { type Rule, type Severity, type Theme, themes } from "../../policy/rule.ts";
import { nameOf } from "../engine/events.ts";
import { type PolicyCheck } from "../policy/check.ts";
import { policyConfigName } from "../policy/config.ts";
import { mustGo } from "../policy/exemptions.ts";
import { type Step } from "../steps.ts";
import { programOf } from "./annotations.ts";
import { controlsInWords } from "./policy-catalogue.ts";
import { whyItFails } from "./exemptions.ts";
import { judgedSteps } from "./policy-check.ts";

/** The check in the Static Analysis Results Interchange Format 2.1.0, which code scanning services read. */
export function asSarif(check: PolicyCheck): object {
  const findings = judgedSteps(check).flatMap(({ step, policy }) => [
    ...policy.failed.map((finding) => result(step, finding, "error")),
    ...policy.undecided.map((finding) => result(step, finding, "warning")),
    ...policy.advisory.map((finding) => result(step, finding, "note")),
    ...policy.exempted.map((finding) => ({ ...result(step, finding, "note"), suppressions: [suppression(finding)] })),
  ]);
  // Of phases that could not be judged nothing is known: a run without results would be taken for a clean one.
  const problems = [
    ...check.phases.flatMap(({ step, errors }) => errors.map((error) => `${step}: ${error}`)),
    ...check.exemptions.filter(mustGo).map((one) => whyItFails(one, policyConfigName(check.environment))),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "event-platform-policy", rules: rules.map(descriptor) } },
        // Up to the last slash it is a category; alerts of a category replace each other.
        automationDetails: { id: `policy/${check.environment}/${check.of}/` },
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map((text) => ({ level: "error", message: { text } })),
          },
        ],
        // Logical names of resources are what a finding is about; the files are where they are declared.
        columnKind: "utf16CodeUnits",
        results: findings,
      },
    ],
  };
}

interface ThemedRule {
  readonly rule: Rule;
  readonly theme: Theme;
}

const rules: readonly ThemedRule[] = themes.flatMap((theme) => registry[theme].map((rule) => ({ rule, theme })));

/** GitHub orders its alerts by this number, which it takes for a CVSS score. */
const scores: Readonly<Record<Severity, string>> = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" };

function descriptor({ rule, theme }: ThemedRule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.what },
    fullDescription: { text: `${rule.what} ${rule.why}` },
    help: { text: `${rule.remedy}\nControls: ${controlsInWords(rule.controls)}` },
    helpUri: rule.url,
    defaultConfiguration: { level: rule.level === "mandatory" ? "error" : "note" },
    properties: { tags: ["security", theme], "security-severity": scores[rule.severity] },
  };
}

function result(step: Step, finding: PolicyFinding, level: "error" | "warning" | "note"): object {
  const { rule, urn = "", path = "", message } = finding;
  const ruleIndex = rules.findIndex((one) => one.rule.id === rule);
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level,
    message: { text: [...(urn === "" ? [] : [nameOf(urn)]), message.split("\n", 1)[0] ?? message].join(": ") },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: programOf(step) }, region: { startLine: 1 } },
        logicalLocations: [{ name: nameOf(urn), fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    // The same finding of another run, wherever its program has moved to. GitHub looks at this name alone.
    partialFingerprints: {
      primaryLocationLineHash: createHash("sha256").update(`${rule} ${urn} ${path}`).digest("hex"),
    },
  };
}

function suppression({ message }: PolicyFinding): object {
  const justification = parseMessage(message)?.exemption ?? "exempted";
  return { kind: "external", status: "accepted", justification };
}
