import type * as pulumi from "@pulumi/pulumi";
import type { Mocks } from "./mocks.ts";

/** A resource as its constructor saw it: with its parent and options, which mocks do not see. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  readonly parent: pulumi.Resource | undefined;
  readonly resource: pulumi.Resource;
  readonly options: Readonly<pulumi.CustomResourceOptions>;
}

export interface Recorder {
  /** Options for the component under test; every child with a parent inherits them. */
  readonly options: Pick<pulumi.ComponentResourceOptions, "transformations">;
  readonly resources: readonly RecordedResource[];
  /** Resources of one type. */
  ofType(type: string): readonly RecordedResource[];
  /** Resources that one waits for by `dependsOn`, as `type name`. */
  dependenciesOf(type: string, name: string): readonly string[];
  /**
   * What is wrong with the family of components named `roots`, one line each; empty when all is well: children without
   * parent, two of one type and name, children whose name does not start with their component's.
   */
  problems(mocks: Mocks, roots: readonly string[]): readonly string[];
}

/** Records what a component constructs, through the one hook that runs in this process and is inherited by children. */
export function recorder(): Recorder {
  const resources: RecordedResource[] = [];
  const transformations: pulumi.ResourceTransformation[] = [
    ({ type, name, props, opts, resource }) => {
      resources.push({ type, name, parent: opts.parent, resource, options: opts });
      // Transforms are the engine's to run, and mocks refuse them; a test can call what is recorded here.
      return opts.transforms === undefined ? undefined : { props, opts: { ...opts, transforms: undefined } };
    },
  ];
  const describe = ({ type, name }: { type: string; name: string }): string => `${type} ${name}`;

  return {
    options: { transformations },
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    dependenciesOf(type, name) {
      const found = resources.find((resource) => resource.type === type && resource.name === name);
      if (found === undefined) {
        throw new Error(`No ${type} ${name} was recorded; there is:\n${resources.map(describe).join("\n")}`);
      }
      const waitsFor = found.options.dependsOn;
      const list = Array.isArray(waitsFor) ? (waitsFor as unknown[]) : [waitsFor]; // an output cannot be looked into here
      return resources.filter(({ resource }) => list.includes(resource)).map(describe);
    },
    problems(mocks, roots) {
      const recorded = resources.map(describe);
      const orphans = mocks.resources
        .map(describe)
        .filter((resource) => !recorded.includes(resource))
        .map((resource) => `${resource} has no parent`);
      const collisions = resources
        .filter((one, index) => resources.some((other, at) => at < index && sameIdentity(one, other)))
        .map((resource) => `${describe(resource)} exists twice under one parent`);
      const misnamed = resources
        .filter(({ name }) => !roots.some((root) => name === root || name.startsWith(`${root}-`)))
        .map((resource) => `${describe(resource)} is not named after its component`);
      return [...orphans, ...collisions, ...misnamed];
    },
  };
}

/** The engine tells resources apart by type, parent's type and name. */
function sameIdentity(one: RecordedResource, other: RecordedResource): boolean {
  return one.type === other.type && one.name === other.name && one.parent?.constructor === other.parent?.constructor;
}
