import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import {
  containersOf,
  eachOnce,
  effectiveOf,
  listOfPod,
  listWithin,
  ofPod,
  podSpec,
  workloadAndPatchTypes,
} from "../../../policy/kubernetes/pod-spec.ts";
import { type Reading } from "../../../policy/property.ts";
import { notKnownYet, throwing } from "../table.ts";

const shownAs = (readings: readonly Reading[]): readonly string[] =>
  readings.map(({ state, path: at }) => `${state} ${at}`);

const pod = "kubernetes:core/v1:Pod";
const deployment = "kubernetes:apps/v1:Deployment";
const cronJob = "kubernetes:batch/v1:CronJob";

describe("The walk over pod specs", () => {
  it("knows every kind with a pod spec that the Kubernetes SDK has, in every version, and its patch", () => {
    const sdk = path.dirname(createRequire(import.meta.url).resolve("@pulumi/kubernetes/package.json"));
    const kinds =
      /^kubernetes:.*:(Pod|PodTemplate|ReplicationController|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)(Patch)?$/;
    const tokens = fs.globSync("*/*/*.js", { cwd: sdk }).flatMap((file) => {
      const [, token = ""] = /__pulumiType = '([^']+)'/.exec(fs.readFileSync(path.join(sdk, file), "utf8")) ?? [];
      return kinds.test(token) ? [token] : [];
    });
    assert.deepEqual([...workloadAndPatchTypes].sort(), tokens.sort());
  });

  it("finds the pod spec of each kind", () => {
    const template = { spec: { nodeName: "here" } };
    const props = { template, spec: { template, jobTemplate: { spec: { template } }, nodeName: "here" } };
    for (const type of workloadAndPatchTypes) assert.equal(ofPod({ type, props }, "nodeName").state, "known", type);
    assert.equal(podSpec({ type: pod, props }).path, "spec");
    assert.equal(podSpec({ type: cronJob, props }).path, "spec.jobTemplate.spec.template.spec");
  });

  it("gives every container with its path, those that start the pod and those put in later among them", () => {
    const spec = { containers: [{}, {}], initContainers: [{}], ephemeralContainers: [{}] };
    assert.deepEqual(shownAs(containersOf({ type: deployment, props: { spec: { template: { spec } } } })), [
      "known spec.template.spec.containers[0]",
      "known spec.template.spec.containers[1]",
      "known spec.template.spec.initContainers[0]",
      "known spec.template.spec.ephemeralContainers[0]",
    ]);
  });

  it("gives one reading for what is not known yet, at the place where that begins", () => {
    const of = (props: object): readonly string[] =>
      shownAs(containersOf({ type: deployment, props: throwing({ ...props }) }));
    assert.deepEqual(of({ spec: notKnownYet }), ["unknown spec"]);
    assert.deepEqual(of({ spec: { template: { spec: { containers: notKnownYet } } } }), [
      "unknown spec.template.spec.containers",
    ]);
    assert.deepEqual(of({ spec: { template: { spec: { containers: [notKnownYet] } } } }), [
      "unknown spec.template.spec.containers[0]",
    ]);
  });

  it("gives nothing where there are no containers: nothing runs", () => {
    assert.deepEqual(containersOf({ type: deployment, props: {} }), []);
    assert.deepEqual(containersOf({ type: `${deployment}Patch`, props: { spec: { replicas: 3 } } }), []);
  });

  it("takes a container's own setting before the pod's, and the pod's once for all containers", () => {
    const spec = { user: 1, containers: [{ user: 2 }, {}, {}] };
    const workload = { type: pod, props: { spec } };
    const users = containersOf(workload).map((container) => effectiveOf(workload, container, "user"));
    assert.deepEqual(shownAs(eachOnce(users)), ["known spec.containers[0].user", "known spec.user"]);
    const [container] = containersOf(workload);
    assert.ok(container);
    assert.deepEqual(shownAs([effectiveOf(workload, container, "group")]), ["absent spec.containers[0].group"]);
  });

  it("reads places and lists of the pod and of a container", () => {
    const workload = { type: pod, props: { spec: { hostNetwork: true, containers: [{ ports: [{ hostPort: 80 }] }] } } };
    const [container] = containersOf(workload);
    assert.equal(ofPod(workload, "hostNetwork").path, "spec.hostNetwork");
    assert.deepEqual(listOfPod(workload, "volumes"), []);
    assert.ok(container);
    assert.deepEqual(shownAs(listWithin(container, "ports")), ["known spec.containers[0].ports[0]"]);
  });
});
