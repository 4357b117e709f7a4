import { k8sNoHostAccess } from "../../../policy/kubernetes/k8s-no-host-access.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const { types } = k8sNoHostAccess;
const folder = (path: unknown): object => ({ name: "node", hostPath: { path } });

export const table: RuleTable = {
  rule: k8sNoHostAccess,
  compliant: compliantWorkloads(types),
  rows: podRows(types, [
    { kind: "compliant", title: "nothing of the node", findings: [] },
    {
      kind: "compliant",
      title: "a folder of its own, and a port of its own",
      change: { "$.volumes": [{ name: "scratch", emptyDir: {} }], "$.containers.0.ports.0.hostPort": 0 },
      findings: [],
    },
    {
      kind: "compliant",
      title: "the logs of the node",
      change: { "$.volumes": [folder("/var/log"), folder("/var/log/pods")] },
      findings: [],
    },
    {
      kind: "violation",
      title: "another folder of the node",
      change: { "$.volumes": [folder("/var/lib/kubelet")] },
      findings: ["fail $.volumes[0].hostPath.path"],
      says: "must be no folder of the node but /var/log.",
    },
    {
      kind: "violation",
      title: "a folder whose name only begins like an allowed one, and a way round",
      change: { "$.volumes": [folder("/var/logs"), folder("/var/log/../..")] },
      findings: ["fail $.volumes[0].hostPath.path", "fail $.volumes[1].hostPath.path"],
    },
    {
      kind: "violation",
      title: "the logs, where configuration allows none",
      change: { "$.volumes": [folder("/var/log")] },
      settings: { hostPaths: [] },
      findings: ["fail $.volumes[0].hostPath.path"],
    },
    ...valueRows("$.hostNetwork", { bad: [true], absent: "passes" }),
    ...valueRows("$.hostPID", { bad: [true], absent: "passes" }),
    ...valueRows("$.hostIPC", { bad: [true], absent: "passes" }),
    ...valueRows("$.containers.0.ports.0.hostPort", { bad: [8443], absent: "passes" }),
    {
      kind: "unknown",
      title: "volumes not known yet, and the folder of one",
      change: { "$.volumes": [notKnownYet, folder(notKnownYet)] },
      findings: ["undecided $.volumes[0]", "undecided $.volumes[1].hostPath.path"],
    },
    {
      kind: "wrong type",
      title: "volumes that are text",
      change: { "$.volumes": "/var/log" },
      findings: ["fail $.volumes"],
    },
  ]),
};
