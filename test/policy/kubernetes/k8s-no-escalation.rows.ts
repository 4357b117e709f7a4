import { k8sNoEscalation } from "../../../policy/kubernetes/k8s-no-escalation.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sNoEscalation;

export const table: RuleTable = {
  rule: k8sNoEscalation,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "refuses it", findings: [] },
    ...valueRows("$.containers.0.securityContext.allowPrivilegeEscalation", { bad: [true, "false"] }),
    {
      kind: "violation",
      title: "a container that starts the pod",
      change: { "$.initContainers": [{ name: "first", securityContext: {} }] },
      findings: ["fail $.initContainers[0].securityContext.allowPrivilegeEscalation"],
      also: ["k8s-drop-all", "k8s-readonly-rootfs"],
    },
  ]),
};
