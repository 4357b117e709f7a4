import { withStack } from "../../cli/engine/operation.ts";
import { offlineTarget } from "../../cli/engine/target.ts";
import { phaseNames } from "../../contracts/stacks/index.ts";

/** A resource as the engine would create it. */
export interface PlannedResource {
  readonly phase: string;
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** What the recording provider made up, unique as AWS's own; empty for a component. */
  readonly id: string;
  /** ARN, where the type has one. */
  readonly arn: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** URNs that the value of a property comes from. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  /** Inputs of its provider; a component has none. */
  readonly provider: Readonly<Record<string, unknown>> | undefined;
}

/** What one resource looks like in Pulumi's deployment schema, version 3. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  /** URN and ID of a provider resource, joined by `::`. */
  readonly provider?: string;
}

/**
 * All resources of an environment, registered with the real engine and recorded by the one-machine cloud's provider.
 *
 * A preview would leave every ID unknown, and with it every join between phases: which security group a cluster has,
 * which key a bucket of another phase. So the plan is carried out against a provider that only writes down; no cloud,
 * no credentials, and a state that goes with the run.
 */
export function plannedResources(environment: string): Promise<readonly PlannedResource[]> {
  const planned = plans.get(environment) ?? plan(environment);
  plans.set(environment, planned);
  return planned;
}

/** Planned once in a process: several suites look at it. */
const plans = new Map<string, Promise<readonly PlannedResource[]>>();

async function plan(environment: string): Promise<readonly PlannedResource[]> {
  const target = offlineTarget(environment, "planned");
  const planned: PlannedResource[] = [];
  try {
    for (const phase of phaseNames) {
      await withStack(target, phase, async (stack) => {
        await stack.up({ color: "never", suppressOutputs: true, suppressProgress: true });
        const { resources } = (await stack.exportStack()).deployment as { resources: readonly StateResource[] }; // version 3 of the schema
        planned.push(...resources.map((resource) => plannedFrom(phase, resource, resources)));
      });
    }
  } finally {
    await target.close();
  }
  return planned;
}

/** @param stack what lies in the state beside it, its provider among it */
export function plannedFrom(
  phase: string,
  resource: StateResource,
  stack: readonly StateResource[] = [],
): PlannedResource {
  const { urn, type, id = "", inputs = {}, outputs = {}, propertyDependencies = {}, protect = false } = resource;
  const provider = stack.find((other) => resource.provider === `${other.urn}::${other.id ?? ""}`);
  const arn = outputs.arn;
  return {
    phase,
    urn,
    type,
    id,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    arn: typeof arn === "string" ? arn : undefined,
    inputs: plainInputs(inputs),
    dependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([key, urns]) => [key, urns ?? []])),
    protect,
    provider: provider && plainInputs(provider.inputs ?? {}),
  };
}

/** Keys with underscores are the SDK's own, for example `__defaults`. */
function plainInputs(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, value]) => [key, plainValue(value)]),
  );
}

/** The engine's marks: of a special value, and which kind it is. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** A value whose secret parts are plain, since nothing here is a secret of anybody, and whose files are named by their hash. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const members = value as Readonly<Record<string, unknown>>; // an object that came from JSON
  if (members[signature] === undefined) {
    return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, plainValue(member)]));
  }
  return members[signature] === secret ? plainValue(JSON.parse(String(members.plaintext))) : members.hash;
}
