import { type EngineEvent, type OpType } from "@pulumi/pulumi/automation/index.js";

/** One resource that an engine run changes, or would change. */
export interface ResourceChange {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly operation: ChangeKind;
  /** Input properties that differ, as dotted paths; empty for a create or a delete. */
  readonly properties: readonly string[];
  /** Properties that force the replacement. */
  readonly replacing: readonly string[];
}

/** A Helm chart that a stack installs. */
export interface ReleasedChart {
  readonly chart: string;
  readonly version: string;
}

export type ChangeKind = "create" | "update" | "replace" | "delete";

const changeKinds: Partial<Record<OpType, ChangeKind>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  "create-replacement": "replace",
};

/** What a run has said so far. Fed with the engine's events in their order. */
export class EventLog {
  /** Findings and summaries of the policy packs, among them events that the Automation API's types leave out. */
  readonly policyEvents: EngineEvent[] = [];
  readonly #changes = new Map<string, ResourceChange>();
  readonly #inFlight = new Map<string, { readonly type: string; readonly name: string; readonly since: number }>();
  readonly #errors = new Map<string, Set<string>>();
  #outputs: Record<string, unknown> = {};
  #outputsChanged = false;
  readonly #resources = new Set<string>();
  readonly #charts = new Map<string, ReleasedChart>();

  add(event: EngineEvent): void {
    if (Object.keys(event).some((key) => key.startsWith("policy"))) {
      this.policyEvents.push(event);
    }
    if (event.resourcePreEvent !== undefined) {
      this.#started(event.resourcePreEvent.metadata);
    }
    if (event.resOutputsEvent !== undefined) {
      this.#finished(event.resOutputsEvent.metadata);
    }
    if (event.resOpFailedEvent !== undefined) {
      this.#inFlight.delete(event.resOpFailedEvent.metadata.urn);
    }
    const diagnostic = event.diagnosticEvent;
    if (diagnostic?.severity === "error") {
      this.#fail(diagnostic.urn ?? "", diagnostic.message);
    }
  }

  get changes(): readonly ResourceChange[] {
    return [...this.#changes.values()];
  }

  /** Resources of the stack after the run, without the stack itself and its provider. */
  get resources(): number {
    return this.#resources.size;
  }

  /** Helm charts of the stack after the run. */
  get charts(): readonly ReleasedChart[] {
    return [...this.#charts.values()];
  }

  /** Stack outputs as the run published, or would publish, them; an unknown leaf is the engine's sentinel. */
  get outputs(): Readonly<Record<string, unknown>> {
    return this.#outputs;
  }

  /** Whether the stack would publish, or published, something else than before; only a run that deletes nothing says so. */
  get outputsChanged(): boolean {
    return this.#outputsChanged;
  }

  /** Resources the engine waits for now, the longest wait first. Components are left out: they end with their children. */
  get inFlight(): readonly { readonly type: string; readonly name: string; readonly seconds: number }[] {
    const now = Date.now();
    return [...this.#inFlight.values()].map(({ type, name, since }) => ({
      type,
      name,
      seconds: Math.round((now - since) / 1000),
    }));
  }

  /** Error messages, each once, with the resource they belong to. */
  get errors(): readonly { readonly urn: string; readonly message: string }[] {
    return [...this.#errors].flatMap(([urn, messages]) => [...messages].map((message) => ({ urn, message })));
  }

  #started(metadata: StepMetadata): void {
    if (isOfTheEngine(metadata.type)) {
      return;
    }
    if ((metadata.new ?? metadata.old)?.custom === true && metadata.op !== "same") {
      this.#inFlight.set(metadata.urn, { type: metadata.type, name: nameOf(metadata.urn), since: Date.now() });
    }
    this.#change(metadata);
  }

  #finished(metadata: StepMetadata): void {
    this.#inFlight.delete(metadata.urn);
    if (metadata.type === "pulumi:pulumi:Stack") {
      this.#outputs = metadata.new?.outputs ?? this.#outputs;
      this.#outputsChanged = JSON.stringify(metadata.old?.outputs ?? {}) !== JSON.stringify(this.#outputs);
      return;
    }
    if (isOfTheEngine(metadata.type)) {
      return;
    }
    if (metadata.op !== "delete" && metadata.op !== "delete-replaced") {
      // A component reports its outputs a second time.
      this.#resources.add(metadata.urn);
      this.#release(metadata);
    }
    // What a refresh found is known only now.
    this.#change(metadata);
  }

  #release({ urn, type, new: state }: StepMetadata): void {
    const { chart, version } = state?.inputs ?? {};
    if (type === "kubernetes:helm.sh/v3:Release" && typeof chart === "string" && typeof version === "string") {
      this.#charts.set(urn, { chart, version });
    }
  }

  #change(metadata: StepMetadata): void {
    const operation = changeKinds[metadata.op];
    if (operation === undefined || this.#changes.has(metadata.urn)) {
      return;
    }
    const paths = Object.keys(metadata.detailedDiff ?? {});
    this.#changes.set(metadata.urn, {
      urn: metadata.urn,
      type: metadata.type,
      name: nameOf(metadata.urn),
      operation,
      properties: paths.length > 0 ? paths : (metadata.diffs ?? []),
      replacing: metadata.keys ?? [],
    });
  }

  #fail(urn: string, message: string): void {
    const text = withoutColors(message).trim();
    // The engine closes every failure with "preview failed" or "update failed"; the cause was said before.
    if (/^(preview|update|refresh|destroy)? ?failed$/.test(text) || text === "") {
      return;
    }
    const messages = this.#errors.get(urn) ?? new Set();
    this.#errors.set(urn, messages.add(text));
  }
}

type StepMetadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** The last part of a URN: the resource's logical name. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The type token of the resource itself, without its parents' types. */
export function typeOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

function isOfTheEngine(type: string): boolean {
  return type.startsWith("pulumi:");
}

/** The engine marks colours as `<{%fg 1%}>`, terminals as escape sequences. */
function withoutColors(text: string): string {
  // eslint-disable-next-line no-control-regex -- an escape sequence starts with a control character
  return text.replaceAll(/<\{%.*?%\}>/g, "").replaceAll(/\u001b\[[0-9;]*m/g, "");
}
