import { k8sServiceAccount } from "../../../policy/kubernetes/k8s-service-account.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const account = "kubernetes:core/v1:ServiceAccount";
const workloads = k8sServiceAccount.types.filter((type) => type !== account);

export const table: RuleTable = {
  rule: k8sServiceAccount,
  compliant: {
    ...compliantWorkloads(workloads),
    [account]: { metadata: { name: "collector", namespace: "events" }, automountServiceAccountToken: false },
  },
  rows: [
    ...podRows(workloads, [
      { kind: "compliant", title: "an account of its own, without a token", findings: [] },
      {
        kind: "compliant",
        title: "a token because it says so",
        change: { "$.automountServiceAccountToken": true },
        findings: [],
      },
      ...valueRows("$.serviceAccountName", { bad: ["default", ""] }),
      ...valueRows("$.automountServiceAccountToken", { bad: ["yes"] }),
      {
        kind: "unknown",
        title: "a pod not known yet is one finding",
        change: { $: notKnownYet },
        findings: ["undecided $"],
      },
    ]),
    { kind: "compliant", title: "an account without a token", type: account, findings: [] },
    ...valueRows("automountServiceAccountToken", { bad: [true], type: account }),
  ],
};
