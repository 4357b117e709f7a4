import * as pulumi from "@pulumi/pulumi";
import { ChartRelease } from "./chart-release.ts";
import { clusterAutoscalerValues } from "./cluster-autoscaler-values.ts";
import { type ControllerIdentity } from "./controller-identity.ts";

export interface ClusterAutoscalerArgs {
  /** EKS cluster whose managed node groups it scales. */
  readonly clusterName: string;
  /** Region of the cluster. */
  readonly region: string;
  /** Service account of the controller, whose role the cluster phase made. */
  readonly controller: ControllerIdentity;
}

/** The Kubernetes cluster autoscaler for managed node groups, within the sizes they declare. */
export class ClusterAutoscaler extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:ClusterAutoscaler", name, {}, opts);
    const { clusterName, region, controller } = args;

    new ChartRelease(
      name,
      {
        chart: "cluster-autoscaler",
        namespace: controller.namespace,
        values: clusterAutoscalerValues({ clusterName, region, identity: controller }),
      },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
