import { elements, isObject, property, type Properties, type Reading, readingOf } from "../property.ts";

/**
 * The pod specs of every kind of workload, read so that one rule judges them all.
 *
 * All tokens that @pulumi/kubernetes has for them. The `…List` kinds are left out: the API server creates no such object.
 */
const inTemplate = "spec.template.spec";
const inJobTemplate = "spec.jobTemplate.spec.template.spec";

/** Where a workload has its pod spec. */
const podSpecPaths: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Pod": "spec",
  "kubernetes:core/v1:PodTemplate": "template.spec",
  "kubernetes:core/v1:ReplicationController": inTemplate,
  "kubernetes:apps/v1:DaemonSet": inTemplate,
  "kubernetes:apps/v1:Deployment": inTemplate,
  "kubernetes:apps/v1:ReplicaSet": inTemplate,
  "kubernetes:apps/v1:StatefulSet": inTemplate,
  "kubernetes:apps/v1beta1:Deployment": inTemplate,
  "kubernetes:apps/v1beta1:StatefulSet": inTemplate,
  "kubernetes:apps/v1beta2:DaemonSet": inTemplate,
  "kubernetes:apps/v1beta2:Deployment": inTemplate,
  "kubernetes:apps/v1beta2:ReplicaSet": inTemplate,
  "kubernetes:apps/v1beta2:StatefulSet": inTemplate,
  "kubernetes:batch/v1:CronJob": inJobTemplate,
  "kubernetes:batch/v1:Job": inTemplate,
  "kubernetes:batch/v1beta1:CronJob": inJobTemplate,
  "kubernetes:batch/v2alpha1:CronJob": inJobTemplate,
  "kubernetes:extensions/v1beta1:DaemonSet": inTemplate,
  "kubernetes:extensions/v1beta1:Deployment": inTemplate,
  "kubernetes:extensions/v1beta1:ReplicaSet": inTemplate,
};

const [firstType = "", ...otherTypes] = Object.keys(podSpecPaths);

/** Tokens of everything that has a pod spec, for rules that demand something of it. */
export const workloadTypes: readonly [string, ...string[]] = [firstType, ...otherTypes];

/**
 * As `workloadTypes`, and the patches of each: for rules that forbid something. What a patch leaves out it leaves as it is,
 * so a demand on it would find an absence everywhere.
 */
export const workloadAndPatchTypes: readonly [string, ...string[]] = [
  firstType,
  ...otherTypes,
  ...workloadTypes.map((type) => `${type}Patch`),
];

export interface Workload {
  readonly type: string;
  readonly props: Properties;
}

/** The pod spec of a workload, or what stands where it should be. */
export function podSpec({ type, props }: Workload): Reading {
  const path = podSpecPaths[type.replace(/Patch$/, "")];
  if (path === undefined) return { state: "absent", path: inTemplate };
  return path.split(".").reduce(property, readingOf("", props));
}

/** What a pod spec has at a path, for example `securityContext.runAsNonRoot`. */
export function ofPod(workload: Workload, path: string): Reading {
  return within(podSpec(workload), path);
}

/** What something read before has at a path, a container for example. */
export function within(from: Reading, path: string): Reading {
  return path.split(".").reduce(property, from);
}

/** A list of a pod spec, element by element; none where it is absent. A list that is not known gives one unknown reading. */
export function listOfPod(workload: Workload, path: string): readonly Reading[] {
  return listWithin(podSpec(workload), path);
}

/** As `listOfPod`, of something read before. */
export function listWithin(from: Reading, path: string): readonly Reading[] {
  const list = within(from, path);
  return list.state === "absent" ? [] : elements(list);
}

/** Every container of a workload: those that run, those before them, and those that are put in to look around. */
export function containersOf(workload: Workload): readonly Reading[] {
  const running = runningContainersOf(workload);
  const spec = podSpec(workload);
  // What stands in the way of one list stands in the way of all: one reading says so.
  if (spec.state !== "known" || !isObject(spec.value)) return running;
  return [...running, ...listOfPod(workload, "initContainers"), ...listOfPod(workload, "ephemeralContainers")];
}

/** Containers that run as long as the pod does; those that start it have ended by then. */
export function runningContainersOf(workload: Workload): readonly Reading[] {
  return listOfPod(workload, "containers");
}

/**
 * What holds for a container of a setting that its pod has as well: the container's, else the pod's. Where neither says
 * anything, the absence at the container.
 */
export function effectiveOf(workload: Workload, container: Reading, path: string): Reading {
  const own = within(container, path);
  if (own.state !== "absent") return own;
  const shared = ofPod(workload, path);
  return shared.state === "absent" ? own : shared;
}

/** Each reading once, by its place: what the pod says for several containers is one thing. */
export function eachOnce(readings: readonly Reading[]): readonly Reading[] {
  return [...new Map(readings.map((reading) => [reading.path, reading])).values()];
}
