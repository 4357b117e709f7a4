import { k8sReadonlyRootfs } from "../../../policy/kubernetes/k8s-readonly-rootfs.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sReadonlyRootfs;

export const table: RuleTable = {
  rule: k8sReadonlyRootfs,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "read-only", findings: [] },
    ...valueRows("$.containers.0.securityContext.readOnlyRootFilesystem", { bad: [false] }),
  ]),
};
