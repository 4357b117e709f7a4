import * as pulumi from "@pulumi/pulumi";
import { type WorkloadIdentity } from "../cluster/workload-identity.ts";
import { type Place } from "../naming.ts";
import { ExternalSecrets } from "./external-secrets.ts";
import { LoadBalancerController } from "./load-balancer-controller.ts";
import { LogShipping } from "./log-shipping.ts";
import { type NodePoolSpec } from "./node-pool.ts";
import { type NodeAutoscaling, NodeScaling } from "./node-scaling.ts";
import { apis, webhook } from "./openings.ts";
import { PolicedNamespace } from "./policed-namespace.ts";

/** The cluster that the controllers run in, and where it lies. */
export interface ControlledCluster {
  readonly clusterName: string;
  /** Kubernetes version, for example 1.34. */
  readonly version: string;
  /** HTTPS endpoint of the Kubernetes API. */
  readonly endpoint: pulumi.Input<string>;
  readonly autoscaling: NodeAutoscaling;
  /** How pods get AWS credentials. */
  readonly workloadIdentity: WorkloadIdentity["by"];
  /** OIDC issuer of the cluster, without `https://`. */
  readonly oidcIssuer: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly vpcCidr: string;
  /** Subnets of the nodes: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security groups of every node. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

export interface ControllersArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** The cluster they run in. */
  readonly cluster: ControlledCluster;
  /** Key that encrypts the pods' logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the pods' logs are kept. */
  readonly logRetentionDays: number;
  /** Alias of the key of the secrets that pods may get. */
  readonly secretsKeyAlias: string;
  /** Tags of what controllers make in AWS, which the provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
  /** Which controllers there are, beside the one that scales nodes. */
  readonly enabled: {
    readonly loadBalancerController: boolean;
    readonly externalSecrets: boolean;
    readonly logShipping: boolean;
  };
  /** What kind of nodes Karpenter may launch. */
  readonly nodePool: NodePoolSpec;
}

const namespaces = { system: "platform-system", logging: "platform-logging" } as const;

/** The platform's controllers in namespaces of their own, at the Pod Security Standard that each needs. */
export class Controllers extends pulumi.ComponentResource {
  /** Log groups of the pods' logs; none where they are not shipped. */
  readonly podLogGroups: readonly string[];

  constructor(name: string, args: ControllersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:Controllers", name, {}, opts);
    const { place, cluster, tags, enabled } = args;
    const { clusterName, version, vpcCidr } = cluster;
    const system = new PolicedNamespace(
      `${name}-system`,
      {
        namespace: namespaces.system,
        version,
        openings: [
          apis,
          webhook("load-balancer-webhook", vpcCidr, 9443),
          webhook("external-secrets-webhook", vpcCidr, 10250),
        ],
      },
      { parent: this },
    );
    const within = { parent: this, dependsOn: [system] };
    const identity = { by: cluster.workloadIdentity, oidcIssuer: cluster.oidcIssuer };
    const common = { place, clusterName, namespace: system.namespace, identity };

    new NodeScaling(`${name}-nodes`, { ...cluster, region: place.region, tags, nodePool: args.nodePool }, within);
    if (enabled.loadBalancerController) {
      new LoadBalancerController(`${name}-load-balancers`, { ...common, vpcId: cluster.vpcId, tags }, within);
    }
    if (enabled.externalSecrets) {
      new ExternalSecrets(`${name}-secrets`, { ...common, keyAlias: args.secretsKeyAlias }, within);
    }
    this.podLogGroups = enabled.logShipping ? [this.#logShipping(name, args).logGroupName] : [];

    this.registerOutputs({ podLogGroups: this.podLogGroups });
  }

  #logShipping(name: string, { place, cluster, logsKeyArn, logRetentionDays }: ControllersArgs): LogShipping {
    const logging = new PolicedNamespace(
      `${name}-logging`,
      {
        namespace: namespaces.logging,
        version: cluster.version,
        level: "privileged",
        levelReason: "Log shippers mount the node's folder of container logs; the baseline level knows no host path",
        // A shipper on every node, however many.
        quota: { cpu: "50", memory: "250Gi", pods: 1000, loadBalancers: 0 },
        openings: [apis],
      },
      { parent: this },
    );
    return new LogShipping(
      `${name}-logs`,
      {
        place,
        clusterName: cluster.clusterName,
        namespace: logging.namespace,
        identity: { by: cluster.workloadIdentity, oidcIssuer: cluster.oidcIssuer },
        logsKeyArn,
        retentionDays: logRetentionDays,
      },
      { parent: this, dependsOn: [logging] },
    );
  }
}
