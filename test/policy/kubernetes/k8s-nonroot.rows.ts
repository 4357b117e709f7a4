import { k8sNonroot } from "../../../policy/kubernetes/k8s-nonroot.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sNonroot;
const pod = "$.securityContext.runAsNonRoot";
const container = "$.containers.0.securityContext.runAsNonRoot";
const containerPath = "$.containers[0].securityContext.runAsNonRoot";

export const table: RuleTable = {
  rule: k8sNonroot,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "the pod says it for all", findings: [] },
    {
      kind: "compliant",
      title: "the container says it itself",
      change: { [pod]: removed, [container]: true },
      findings: [],
    },
    {
      kind: "compliant",
      title: "the image's own user",
      change: { "$.securityContext.runAsUser": removed },
      findings: [],
    },
    {
      kind: "violation",
      title: "a container that takes it back",
      change: { [container]: false },
      findings: [`fail ${containerPath}`],
      says: "is false; must be true.",
    },
    {
      kind: "violation",
      title: "a pod that allows root, once for two containers",
      change: { [pod]: false, "$.containers.1": { name: "second" } },
      findings: [`fail ${pod}`],
      also: ["k8s-drop-all", "k8s-no-escalation", "k8s-readonly-rootfs", "k8s-resources-and-probes"],
    },
    {
      kind: "violation",
      title: "a container whose user is root",
      change: { "$.containers.0.securityContext.runAsUser": 0 },
      findings: ["fail $.containers[0].securityContext.runAsUser"],
    },
    {
      kind: "violation",
      title: "a pod whose user is root",
      change: { "$.securityContext.runAsUser": 0 },
      findings: ["fail $.securityContext.runAsUser"],
    },
    { kind: "absent", title: "nobody says it", change: { [pod]: removed }, findings: [`fail ${containerPath}`] },
    { kind: "unknown", title: "not known yet", change: { [pod]: notKnownYet }, findings: [`undecided ${pod}`] },
    {
      kind: "unknown",
      title: "a user not known yet",
      change: { "$.securityContext.runAsUser": notKnownYet },
      findings: ["undecided $.securityContext.runAsUser"],
    },
    {
      kind: "unknown",
      title: "a container not known yet is one finding",
      change: { "$.containers.0": notKnownYet },
      findings: ["undecided $.containers[0]"],
    },
    {
      kind: "wrong type",
      title: "as text, and a user by name",
      change: { [pod]: "true", "$.securityContext.runAsUser": "app" },
      findings: [`fail ${pod}`, "fail $.securityContext.runAsUser"],
    },
  ]),
};
