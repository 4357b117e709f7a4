import { parseMessage } from "./message.ts";

/**
 * Engine events as far as policy is concerned. The Automation API passes every event through, also the summaries that
 * its types leave out.
 */
export interface PolicyEngineEvent {
  readonly policyEvent?: PolicyEvent;
  /** After one resource was judged. */
  readonly policyAnalyzeSummaryEvent?: PolicySummary & { readonly resourceUrn: string };
  /** After the stack was judged as a whole. */
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
}

interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly message: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly enforcementLevel: string;
}

interface PolicySummary {
  readonly policyPackName: string;
  /** Ids of rules that applied and held nothing against it. */
  readonly passed?: readonly string[];
}

export interface PolicyFinding {
  readonly rule: string;
  /** Absent where a stack rule of another pack names none. */
  readonly urn?: string;
  /** Property path; absent in the findings of other packs. */
  readonly path?: string;
  /** Whole message: what is there, what must be, why, remedy, controls. */
  readonly message: string;
}

/** What policy said in one engine run. */
export interface PolicyOutcome {
  /**
   * Checks without a finding: pairs of rule and resource that the rule applies to; a rule over the whole stack counts
   * once.
   */
  readonly passed: number;
  /** Mandatory findings: they fail the run. */
  readonly failed: readonly PolicyFinding[];
  /** Findings that depend on values which are not known before the update, whatever their level. */
  readonly undecided: readonly PolicyFinding[];
  readonly advisory: readonly PolicyFinding[];
  /** Findings that an exemption covers. */
  readonly exempted: readonly PolicyFinding[];
  /** Whether a policy pack judged anything at all: false when the run stopped before, or none was attached. */
  readonly evaluated: boolean;
}

/**
 * Sorts the policy events of one engine run. The engine judges a resource again when it replaces it; a later word on
 * the same thing takes the place of the earlier one.
 */
export function policyOutcome(events: Iterable<PolicyEngineEvent>): PolicyOutcome {
  const passed = new Map<string, number>();
  const findings = new Map<string, PolicyEvent>();
  for (const { policyEvent, policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack } of events) {
    if (policyEvent) findings.set(keyOf(policyEvent), policyEvent);
    if (resource) passed.set(`${resource.policyPackName} ${resource.resourceUrn}`, resource.passed?.length ?? 0);
    if (stack) passed.set(stack.policyPackName, stack.passed?.length ?? 0);
  }
  const sorted = { failed: [], undecided: [], advisory: [], exempted: [] } satisfies Record<Kind, PolicyFinding[]>;
  for (const event of findings.values()) {
    const finding = findingOf(event);
    listOf(sorted, kindOf(event)).push(finding);
  }
  return { passed: sum(passed.values()), ...sorted, evaluated: passed.size > 0 || findings.size > 0 };
}

type Kind = "failed" | "undecided" | "advisory" | "exempted";

function listOf(sorted: Record<Kind, PolicyFinding[]>, kind: Kind): PolicyFinding[] {
  return sorted[kind];
}

function kindOf(event: PolicyEvent): Kind {
  const outcome = parseMessage(textOf(event))?.outcome;
  if (outcome === "undecided" || outcome === "exempted") return outcome;
  return event.enforcementLevel === "mandatory" ? "failed" : "advisory";
}

function findingOf(event: PolicyEvent): PolicyFinding {
  const message = textOf(event);
  return { rule: event.policyName, urn: event.resourceUrn, path: parseMessage(message)?.path, message };
}

/** The message without the engine's colour marks, for example `<{%reset%}>`. */
function textOf({ message }: PolicyEvent): string {
  return message.replaceAll(/<\{%.*?%\}>/g, "").trim();
}

function keyOf(event: PolicyEvent): string {
  const text = textOf(event);
  const { policyPackName, policyName, resourceUrn = "" } = event;
  return [policyPackName, policyName, resourceUrn, parseMessage(text)?.path ?? text].join(" ");
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
