import { k8sResourcesAndProbes } from "../../../policy/kubernetes/k8s-resources-and-probes.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sResourcesAndProbes;
const container = "$.containers.0";
const written = "$.containers[0]";

const absences = ["resources.requests.cpu", "resources.requests.memory", "resources.limits.memory"].map(
  (path): Row => ({
    kind: "absent",
    title: `no ${path}`,
    change: { [`${container}.${path}`]: removed },
    findings: [`fail ${written}.${path}`],
  }),
);

export const table: RuleTable = {
  rule: k8sResourcesAndProbes,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "all of it", findings: [] },
    {
      kind: "compliant",
      title: "resources of the whole pod, a number among them",
      change: {
        "$.containers.0.resources": removed,
        "$.resources": { requests: { cpu: 1, memory: "1Gi" }, limits: { memory: "1Gi" } },
      },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a job without probes: its end says how it is",
      type: "kubernetes:batch/v1:Job",
      change: { "$.containers.0.readinessProbe": removed, "$.containers.0.livenessProbe": removed },
      findings: [],
    },
    {
      kind: "violation",
      title: "an empty request",
      change: { [`${container}.resources.requests.cpu`]: "" },
      findings: [`fail ${written}.resources.requests.cpu`],
    },
    ...absences,
    {
      kind: "absent",
      title: "no probes",
      change: { "$.containers.0.readinessProbe": removed, "$.containers.0.livenessProbe": removed },
      findings: [`fail ${written}.readinessProbe`, `fail ${written}.livenessProbe`],
    },
    {
      kind: "unknown",
      title: "not known yet, so they will be there",
      change: { [`${container}.resources`]: notKnownYet, [`${container}.readinessProbe`]: notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "a list of requests and a probe that is text",
      change: { [`${container}.resources.requests.cpu`]: [1], [`${container}.readinessProbe`]: "/ready" },
      findings: [`fail ${written}.resources.requests.cpu`, `fail ${written}.readinessProbe`],
    },
  ]),
};
