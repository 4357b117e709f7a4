import { k8sNoPublicLb } from "../../../policy/kubernetes/k8s-no-public-lb.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [service] = k8sNoPublicLb.types;
const aws = "service.beta.kubernetes.io";
const annotated = (name: string, value: unknown): object => ({ "metadata.annotations": { [`${aws}/${name}`]: value } });

export const table: RuleTable = {
  rule: k8sNoPublicLb,
  compliant: {
    [service]: {
      metadata: { name: "app", namespace: "events", annotations: { [`${aws}/aws-load-balancer-scheme`]: "internal" } },
      spec: { type: "LoadBalancer" },
    },
  },
  rows: [
    { kind: "compliant", title: "an internal load balancer", findings: [] },
    {
      kind: "compliant",
      title: "an internal one in the older form",
      change: { ...annotated("aws-load-balancer-internal", "true") },
      findings: [],
    },
    {
      kind: "compliant",
      title: "open to one network",
      change: { "metadata.annotations": removed, "spec.loadBalancerSourceRanges": ["198.51.100.0/24"] },
      findings: [],
    },
    {
      kind: "compliant",
      title: "open to one network by annotation",
      change: { ...annotated("load-balancer-source-ranges", "198.51.100.0/24") },
      findings: [],
    },
    { kind: "compliant", title: "no load balancer", change: { spec: { type: "ClusterIP" } }, findings: [] },
    {
      kind: "violation",
      title: "facing the internet",
      change: { ...annotated("aws-load-balancer-scheme", "internet-facing") },
      findings: ["fail spec.type"],
    },
    {
      kind: "violation",
      title: "open to everybody by its ranges",
      change: {
        "metadata.annotations": removed,
        "spec.loadBalancerSourceRanges": ["198.51.100.0/24", "0.0.0.0/0"],
      },
      findings: ["fail spec.loadBalancerSourceRanges[1]"],
    },
    {
      kind: "violation",
      title: "open to everybody in two halves",
      change: {
        "metadata.annotations": removed,
        "spec.loadBalancerSourceRanges": ["0.0.0.0/1", "128.0.0.0/1"],
      },
      findings: ["fail spec.loadBalancerSourceRanges[0]"],
    },
    {
      kind: "violation",
      title: "open to everybody by an annotation",
      change: { ...annotated("load-balancer-source-ranges", "198.51.100.0/24, ::/0") },
      findings: [`fail metadata.annotations.${aws}/load-balancer-source-ranges`],
    },
    {
      kind: "violation",
      title: "no ranges",
      change: { "metadata.annotations": removed, "spec.loadBalancerSourceRanges": [] },
      findings: ["fail spec.type"],
    },
    {
      kind: "absent",
      title: "nothing said",
      change: { "metadata.annotations": removed },
      findings: ["fail spec.type"],
    },
    { kind: "absent", title: "no type, which is within the cluster", change: { spec: {} }, findings: [] },
    {
      kind: "unknown",
      title: "a scheme not known yet",
      change: { ...annotated("aws-load-balancer-scheme", notKnownYet) },
      findings: ["undecided spec.type"],
    },
    {
      kind: "unknown",
      title: "ranges not known yet",
      change: { "metadata.annotations": removed, "spec.loadBalancerSourceRanges": [notKnownYet] },
      findings: ["undecided spec.type"],
    },
    {
      kind: "unknown",
      title: "a type not known yet, without a scheme",
      change: { "metadata.annotations": removed, "spec.type": notKnownYet },
      findings: ["undecided spec.type"],
    },
    {
      kind: "wrong type",
      title: "ranges that are text",
      change: { "metadata.annotations": removed, "spec.loadBalancerSourceRanges": "198.51.100.0/24" },
      findings: ["fail spec.loadBalancerSourceRanges"],
    },
    {
      kind: "wrong type",
      title: "a type that is a list",
      change: { "metadata.annotations": removed, "spec.type": ["LoadBalancer"] },
      findings: ["fail spec.type"],
    },
  ],
};
