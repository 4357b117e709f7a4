import * as pulumi from "@pulumi/pulumi";
import { type WorkloadIdentity } from "../cluster/workload-identity.ts";
import { WorkloadRole } from "../cluster/workload-role.ts";
import { type Place } from "../naming.ts";
import { ChartRelease } from "./chart-release.ts";
import { manageLoadBalancers } from "./load-balancer-grant.ts";
import { loadBalancerValues } from "./load-balancer-values.ts";

export interface LoadBalancerControllerArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** EKS cluster whose ingresses and services get load balancers. */
  readonly clusterName: string;
  /** VPC of the load balancers. */
  readonly vpcId: pulumi.Input<string>;
  /** Namespace of the controller. */
  readonly namespace: string;
  /** Tags of every load balancer it makes. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * How the cluster's pods get credentials.
   * @default - EKS Pod Identity
   */
  readonly identity?: WorkloadIdentity;
}

const serviceAccount = "aws-load-balancer-controller";

/** The AWS Load Balancer Controller, which may touch load balancers of this cluster alone. */
export class LoadBalancerController extends pulumi.ComponentResource {
  constructor(name: string, args: LoadBalancerControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:LoadBalancerController", name, {}, opts);
    const { place, clusterName, namespace, vpcId, tags } = args;

    const role = new WorkloadRole(
      `${name}-controller`,
      {
        place,
        purpose: "load-balancer-controller",
        serviceAccount: { clusterName, namespace, name: serviceAccount },
        identity: args.identity,
        grants: [manageLoadBalancers(args)],
      },
      { parent: this },
    );
    new ChartRelease(
      name,
      {
        chart: "aws-load-balancer-controller",
        namespace,
        values: loadBalancerValues({
          clusterName,
          region: place.region,
          vpcId,
          identity: { namespace, name: serviceAccount, annotations: role.annotations },
          tags,
        }),
      },
      { parent: this, dependsOn: [role] },
    );

    this.registerOutputs({});
  }
}
