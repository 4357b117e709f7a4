import { k8sNoPrivileged } from "../../../policy/kubernetes/k8s-no-privileged.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sNoPrivileged;

export const table: RuleTable = {
  rule: k8sNoPrivileged,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "says nothing", findings: [] },
    {
      kind: "compliant",
      title: "says that it is not",
      change: { "$.containers.0.securityContext.privileged": false },
      findings: [],
    },
    ...valueRows("$.containers.0.securityContext.privileged", { bad: [true], absent: "passes" }),
    ...valueRows("$.containers.0.securityContext.windowsOptions.hostProcess", { bad: [true], absent: "passes" }),
    {
      kind: "violation",
      title: "a pod of processes of its Windows node",
      change: { "$.securityContext.windowsOptions": { hostProcess: true }, "$.containers.1": { name: "second" } },
      findings: ["fail $.securityContext.windowsOptions.hostProcess"],
      also: ["k8s-drop-all", "k8s-no-escalation", "k8s-readonly-rootfs", "k8s-resources-and-probes"],
    },
    {
      kind: "violation",
      title: "a container that starts the pod, and one put in later",
      change: {
        "$.initContainers": [{ securityContext: { privileged: true } }],
        "$.ephemeralContainers": [{ securityContext: { privileged: true } }],
      },
      findings: [
        "fail $.initContainers[0].securityContext.privileged",
        "fail $.ephemeralContainers[0].securityContext.privileged",
      ],
      also: ["k8s-drop-all", "k8s-no-escalation", "k8s-readonly-rootfs"],
    },
    {
      kind: "unknown",
      title: "containers not known yet",
      change: { "$.containers": notKnownYet },
      findings: ["undecided $.containers"],
    },
    {
      kind: "wrong type",
      title: "containers that are text",
      change: { "$.containers": "all" },
      findings: ["fail $.containers"],
    },
    { kind: "absent", title: "no containers", change: { "$.containers": undefined }, findings: [] },
  ]),
};
