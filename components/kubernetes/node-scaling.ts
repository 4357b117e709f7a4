import * as pulumi from "@pulumi/pulumi";
import { ClusterAutoscaler } from "./cluster-autoscaler.ts";
import { type ControllerIdentity } from "./controller-identity.ts";
import { Karpenter } from "./karpenter.ts";
import { type NodePoolSpec } from "./node-pool.ts";

/** A controller that the cluster phase gave a role. */
interface GivenController {
  readonly roleArn: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
}

/** What adds and removes nodes, as the cluster phase publishes it. */
export type NodeAutoscaling =
  | {
      readonly by: "karpenter";
      readonly controller: GivenController;
      readonly interruptionQueue: { readonly name: string };
      readonly instanceProfileName: string;
    }
  | { readonly by: "cluster-autoscaler"; readonly controller: GivenController }
  | { readonly by: "auto-mode" | "none" };

export interface NodeScalingArgs {
  /** EKS cluster whose nodes are added and removed. */
  readonly clusterName: string;
  /** Region of the cluster. */
  readonly region: string;
  /** HTTPS endpoint of the Kubernetes API. */
  readonly endpoint: pulumi.Input<string>;
  /** What adds and removes nodes. */
  readonly autoscaling: NodeAutoscaling;
  /** How pods get AWS credentials. */
  readonly workloadIdentity: "pod-identity" | "irsa";
  /** Subnets of the nodes: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security groups of every node. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Tags of instances and volumes. */
  readonly tags: Readonly<Record<string, string>>;
  /** What kind of nodes Karpenter may launch. */
  readonly nodePool: NodePoolSpec;
}

/** The controller that the cluster was built for: Karpenter, the cluster autoscaler, or none where EKS or nobody scales. */
export class NodeScaling extends pulumi.ComponentResource {
  constructor(name: string, args: NodeScalingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:NodeScaling", name, {}, opts);
    const { autoscaling } = args;
    const identityOf = ({ roleArn, serviceAccount }: GivenController): ControllerIdentity => ({
      ...serviceAccount,
      annotations: args.workloadIdentity === "irsa" ? { "eks.amazonaws.com/role-arn": roleArn } : {},
    });

    switch (autoscaling.by) {
      case "karpenter": {
        const { controller, interruptionQueue, instanceProfileName } = autoscaling;
        new Karpenter(
          `${name}-karpenter`,
          { ...args, controller: identityOf(controller), queueName: interruptionQueue.name, instanceProfileName },
          { parent: this },
        );
        break;
      }
      case "cluster-autoscaler":
        new ClusterAutoscaler(
          `${name}-cluster-autoscaler`,
          { ...args, controller: identityOf(autoscaling.controller) },
          { parent: this },
        );
        break;
      case "auto-mode":
      case "none":
        break;
    }

    this.registerOutputs({});
  }
}
