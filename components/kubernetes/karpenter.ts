import { CustomResource } from "@pulumi/kubernetes/apiextensions/index.js";
import * as pulumi from "@pulumi/pulumi";
import { ChartRelease } from "./chart-release.ts";
import { type ControllerIdentity } from "./controller-identity.ts";
import { karpenterValues } from "./karpenter-values.ts";
import { platformLabels } from "./labels.ts";
import { defaultNodePool, imagePattern, nodeClassSpec, type NodePoolSpec, nodePoolSpec } from "./node-pool.ts";

export interface KarpenterArgs {
  /** EKS cluster it scales. */
  readonly clusterName: string;
  /** HTTPS endpoint of the Kubernetes API, where new nodes join. */
  readonly endpoint: pulumi.Input<string>;
  /** Service account of the controller, whose role the cluster phase made. */
  readonly controller: ControllerIdentity;
  /** Name of the queue with the interruptions that EC2 announces. */
  readonly queueName: string;
  /** Instance profile of the nodes; the cluster must let its role in. */
  readonly instanceProfileName: string;
  /** Subnets of the nodes: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security groups of every node; the cluster's own must be among them. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Tags of the instances and volumes, which the provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What kind of nodes it may launch, and how many.
   * @default - Graviton on demand, 64 CPUs together, replaced after 30 days
   */
  readonly nodePool?: NodePoolSpec;
}

/**
 * Karpenter with one pool of nodes. The pool goes before the controller: only the controller can drain the pool's nodes and
 * end their instances, which would otherwise be left behind.
 */
export class Karpenter extends pulumi.ComponentResource {
  constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:Karpenter", name, {}, opts);
    const { clusterName, controller: identity, nodePool = defaultNodePool } = args;
    const { namespace } = identity;
    refuseImpossible(name, nodePool);

    // Helm installs definitions once and never updates them, so they are a chart of their own.
    const definitions = new ChartRelease(
      `${name}-definitions`,
      { chart: "karpenter-crd", namespace, values: {} },
      { parent: this },
    );
    const controller = new ChartRelease(
      name,
      {
        chart: "karpenter",
        namespace,
        skipCrds: true,
        values: karpenterValues({
          clusterName,
          endpoint: args.endpoint,
          queueName: args.queueName,
          identity,
        }),
      },
      { parent: this, dependsOn: [definitions] },
    );
    const nodeClass = new CustomResource(
      `${name}-node-class`,
      {
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name: "default", labels: platformLabels },
        spec: nodeClassSpec(nodePool, args),
      },
      { parent: this, dependsOn: [controller] },
    );
    new CustomResource(
      `${name}-node-pool`,
      {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: {
          name: "default",
          labels: platformLabels,
          // Foreground: the pool is gone when its nodes are, and not before.
          annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" },
        },
        spec: nodePoolSpec(nodePool, "default"),
      },
      { parent: this, dependsOn: [nodeClass], customTimeouts: { delete: "30m" } },
    );

    this.registerOutputs({});
  }
}

function refuseImpossible(name: string, { image, capacityTypes, maxCpus }: NodePoolSpec): void {
  const problem = !imagePattern.test(image)
    ? `image = "${image}"; allowed: al2023@ or bottlerocket@ with latest or a release like v20260901`
    : capacityTypes.length === 0
      ? "capacityTypes = []; allowed: on-demand, spot or both"
      : maxCpus < 1
        ? `maxCpus = ${maxCpus}; allowed: 1 or more`
        : undefined;
  if (problem !== undefined) {
    throw new Error(
      `Karpenter ${name}: nodePool.${problem}. Change it in cluster-services:nodePool of the environment's file.`,
    );
  }
}
