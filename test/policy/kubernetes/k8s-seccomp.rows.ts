import { k8sSeccomp } from "../../../policy/kubernetes/k8s-seccomp.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sSeccomp;
const pod = "$.securityContext.seccompProfile.type";
const container = "$.containers.0.securityContext.seccompProfile.type";
const containerPath = "$.containers[0].securityContext.seccompProfile";

export const table: RuleTable = {
  rule: k8sSeccomp,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "the pod says it for all", findings: [] },
    {
      kind: "compliant",
      title: "the container has a profile of its own",
      change: { "$.securityContext.seccompProfile": removed, [container]: "Localhost" },
      findings: [],
    },
    {
      kind: "violation",
      title: "a container without a filter",
      change: { [container]: "Unconfined" },
      findings: [`fail ${containerPath}.type`],
    },
    { kind: "violation", title: "a pod without a filter", change: { [pod]: "Unconfined" }, findings: [`fail ${pod}`] },
    {
      kind: "absent",
      title: "nobody says it",
      change: { "$.securityContext.seccompProfile": removed },
      findings: [`fail ${containerPath}`],
    },
    { kind: "unknown", title: "not known yet", change: { [pod]: notKnownYet }, findings: [`undecided ${pod}`] },
    {
      kind: "wrong type",
      title: "text in place of the profile",
      change: { "$.securityContext.seccompProfile": "RuntimeDefault" },
      findings: ["fail $.securityContext.seccompProfile"],
    },
  ]),
};
