import { k8sImagePinned } from "../../../policy/kubernetes/k8s-image-pinned.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";
import { compliantWorkloads, podRows } from "./workloads.ts";

const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";
const workloads = k8sImagePinned.types.filter((type) => ![release, chart].includes(type));
const image = "$.containers.0.image";
const found = "$.containers[0].image";
const registry = "111111111111.dkr.ecr.eu-central-1.amazonaws.com";

const pinned = ["public.ecr.aws/docker/library/busybox:1.37", `${registry}/collector@sha256:${"0".repeat(64)}`].map(
  (value): Row => ({ kind: "compliant", title: value, change: { [image]: value }, findings: [] }),
);
const moving = [`${registry}/collector:latest`, `${registry}/collector`, `${registry}/collector@sha256:short`].map(
  (value): Row => ({ kind: "violation", title: value, change: { [image]: value }, findings: [`fail ${found}`] }),
);
const foreign = ["busybox:1.37", "docker.io/busybox:1.37", "registry.example.com:5000/collector:1"].map(
  (value): Row => ({
    kind: "violation",
    title: value,
    change: { [image]: value },
    findings: [`fail ${found}`],
    says: "of a registry like",
  }),
);

const versions = [release, chart].flatMap((type) =>
  valueRows("version", { bad: ["^1.2.0", "1.x", "latest", ""], type }),
);

export const table: RuleTable = {
  rule: k8sImagePinned,
  compliant: {
    ...compliantWorkloads(workloads),
    [release]: { chart: "karpenter", version: "1.14.1", namespace: "karpenter" },
    [chart]: { chart: "oci://public.ecr.aws/karpenter/karpenter", version: "v1.14.1-rc.1", namespace: "karpenter" },
  },
  rows: [
    ...podRows(workloads, [
      { kind: "compliant", title: "a tag, in a registry of ours", findings: [] },
      ...pinned,
      ...moving,
      ...foreign,
      {
        kind: "violation",
        title: "another registry and no tag",
        change: { [image]: "nginx" },
        findings: [`fail ${found}`],
      },
      {
        kind: "compliant",
        title: "a registry that configuration allows",
        change: { [image]: "registry.example.com:5000/collector:1" },
        settings: { registries: ["registry.example.com:*"] },
        findings: [],
      },
      { kind: "absent", title: "the image of another patch", change: { [image]: removed }, findings: [] },
      { kind: "unknown", title: "not known yet", change: { [image]: notKnownYet }, findings: [`undecided ${found}`] },
      { kind: "wrong type", title: "a number", change: { [image]: 7 }, findings: [`fail ${found}`] },
    ]),
    { kind: "compliant", title: "a release at one version", type: release, findings: [] },
    { kind: "compliant", title: "a chart at one version", type: chart, findings: [] },
    {
      kind: "compliant",
      title: "a chart in a folder",
      type: chart,
      change: { chart: "./charts/collector", version: removed },
      findings: [],
    },
    ...versions,
  ],
};
