/** A Helm chart, pinned. */
export interface Chart {
  /** Chart name; with an OCI registry, its whole address. */
  readonly chart: string;
  /** Chart repository; an OCI chart names its registry itself. */
  readonly repository?: string;
  readonly version: string;
  /** Version of what the chart installs. */
  readonly appVersion: string;
  readonly licence: string;
}

const eksCharts = "https://aws.github.io/eks-charts";

/**
 * Every chart there is, at one version each. What is taken as an EKS add-on is none of them: it comes with the cluster.
 *
 * A chart's contents come from its repository at the update: a preview sees the values, not what the chart makes of them.
 */
export const charts = {
  "karpenter-crd": {
    chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
    version: "1.14.1",
    appVersion: "1.14.1",
    licence: "Apache-2.0",
  },
  karpenter: {
    chart: "oci://public.ecr.aws/karpenter/karpenter",
    version: "1.14.1",
    appVersion: "1.14.1",
    licence: "Apache-2.0",
  },
  "cluster-autoscaler": {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    appVersion: "1.35.0",
    licence: "Apache-2.0",
  },
  "aws-load-balancer-controller": {
    chart: "aws-load-balancer-controller",
    repository: eksCharts,
    version: "3.5.0",
    appVersion: "v3.5.0",
    licence: "Apache-2.0",
  },
  "external-secrets": {
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    appVersion: "v2.9.0",
    licence: "Apache-2.0",
  },
  "aws-for-fluent-bit": {
    chart: "aws-for-fluent-bit",
    repository: eksCharts,
    version: "0.2.0",
    appVersion: "3.2.1",
    licence: "Apache-2.0",
  },
} as const satisfies Record<string, Chart>;

export type ChartName = keyof typeof charts;
