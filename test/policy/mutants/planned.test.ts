import assert from "node:assert/strict";
import { phaseNames } from "../../../contracts/stacks/index.ts";
import { registry } from "../../../policy/registry.ts";
import { type StackResource } from "../../../policy/rule.ts";
import { type PlannedResource, plannedResources } from "../../checkov/planned.ts";
import { changed } from "../table.ts";
import { failing, type Mutant, mutants } from "./mutants.ts";

const environments = ["local", "dev", "prod"] as const;

/** Rules that no mutant of ours can break by one property, each with the reason. */
const unbroken: Readonly<Record<string, string>> = {
  "edge-waf": "the load balancer of ours has its web ACL beside it",
  "k8s-netpol-pdb": "the Deployment of ours has its disruption budget beside it",
  "k8s-no-public-lb": "a service of ours that is within the cluster faces nobody, whatever its annotations say",
  "lb-access-logs": "the load balancer of ours has its log delivery beside it",
  "lambda-env-cmk": "a function without variables has nothing to encrypt",
  "s3-bucket-has-sse": "a bucket of ours has its encryption beside it, whatever stands in the bucket itself",
};

/** Our own stacks, broken one property at a time as the tables' rows break theirs; what stands beside it stays. */
describe("Mutants of our own stacks", function () {
  this.timeout(300_000);

  for (const environment of environments) {
    it(`are found by the rules that the tables declare, in ${environment}, and by no other`, async () => {
      const planned = await plannedResources(environment);
      const stacks = phaseNames.map((name) => planned.filter(({ phase }) => phase === name).map(resourceOf));
      const outcomes = mutants.filter(appliesElsewhere).flatMap((mutant) => outcomeOf(mutant, stacks) ?? []);
      assert.deepEqual(
        outcomes.flatMap(({ undeclared }) => undeclared),
        [],
      );
      const rules = [...new Set(outcomes.map(({ rule }) => rule))];
      const killed = outcomes.filter((outcome) => outcome.killed);
      // The others are of resources that comply in a way of their own: by the provider's default tags, or by what is linked.
      console.log(
        `      ${environment}: ${planned.length} resources, ${outcomes.length} mutants, ${killed.length} killed, of ${rules.length} rules`,
      );
      assert.deepEqual(
        rules.filter((rule) => !killed.some((outcome) => outcome.rule === rule) && !(rule in unbroken)),
        [],
      );
    });
  }
});

/**
 * Whether a row can be put over another resource of its type: it is about the resource alone, and not about names and
 * tags, by which resources are linked and which the provider gives.
 */
function appliesElsewhere({ table, row }: Mutant): boolean {
  const { change = {}, others, settings, provider, protect, dependsOn } = row;
  const names = ["name", "bucket", "bucketPrefix", "namePrefix"];
  return (
    row.change !== undefined &&
    [others, settings, provider, protect, dependsOn].every((one) => one === undefined) &&
    !names.some((name) => name in change) &&
    !registry.tagging.includes(table.rule)
  );
}

interface Outcome {
  readonly rule: string;
  /** Whether the rule holds something against it; where the environment is lenient, it did so before. */
  readonly killed: boolean;
  /** What other rules held against it that the row does not declare. */
  readonly undeclared: readonly string[];
}

/**
 * Of all resources whose properties have the shape that the row changes, one that exactly the declared rules find broken:
 * what a row says of a port is not so of every port. Else one that the rule finds broken, else any.
 */
function outcomeOf(mutant: Mutant, stacks: readonly (readonly StackResource[])[]): Outcome | undefined {
  const outcomes = stacks.flatMap((stack) =>
    stack
      .filter((one) => one.type === mutant.type && fits(one.props, mutant))
      .map((judged) => broken(mutant, judged, stack)),
  );
  const killed = outcomes.filter((outcome) => outcome.killed);
  return killed.find(({ undeclared }) => undeclared.length === 0) ?? killed[0] ?? outcomes[0];
}

function broken(mutant: Mutant, judged: StackResource, stack: readonly StackResource[]): Outcome {
  const { table, row } = mutant;
  const before = failing(judged, stack, mutant);
  const mutated = { ...judged, props: changed(judged.props, row.change ?? {}) };
  const after = failing(mutated, [mutated, ...stack.filter((other) => other !== judged)], mutant);
  const found = after.filter((rule) => !before.includes(rule));
  const undeclared = found.filter((rule) => rule !== table.rule.id && !row.also?.includes(rule));
  return {
    rule: table.rule.id,
    killed: after.includes(table.rule.id),
    undeclared: undeclared.map((rule) => `${table.rule.id}, ${row.title}, at ${judged.urn}: ${rule}`),
  };
}

/** Whether everything that the row's changes are put into is there. */
function fits(props: StackResource["props"], { row }: Mutant): boolean {
  return Object.keys(row.change ?? {}).every((path) => {
    const containers = path.split(".").slice(0, -1);
    return containers.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), props) !== undefined;
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function resourceOf({ type, urn, name, inputs, dependencies, protect, provider }: PlannedResource): StackResource {
  return { type, urn, name, props: inputs, protect, provider, propertyDependencies: dependencies };
}
