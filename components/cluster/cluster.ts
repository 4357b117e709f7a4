import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { eksClusterArn, physicalName, type Place } from "../naming.ts";
import { NodeGroup } from "./node-group.ts";
import { type NodeGroupSpec } from "./node-group-spec.ts";
import { NodeRole } from "./node-role.ts";
import { WorkloadRole } from "./workload-role.ts";

export interface ClusterArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Kubernetes version, for example 1.34. */
  readonly version: string;
  /** VPC it lies in. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets for control plane and nodes: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security group of the nodes, beside the cluster's own. */
  readonly nodeSecurityGroupId: pulumi.Input<string>;
  /** Groups of nodes, each with its instance types and size. */
  readonly nodeGroups: readonly NodeGroupSpec[];
  /** Key that encrypts Kubernetes secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Key that encrypts the control plane's logs; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the control plane's logs are kept. */
  readonly logRetentionDays: number;
  /** CIDR blocks the API server answers over the Internet; none: it answers inside the VPC only. */
  readonly publicAccessCidrs: readonly string[];
  /** Whether EKS itself refuses to delete the cluster. */
  readonly deletionProtection: boolean;
}

/** Needed before a node can become ready, so installed before there is one. */
const addonsBeforeNodes = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"] as const;

const controlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

const ebsDriver = { addon: "aws-ebs-csi-driver", serviceAccount: "ebs-csi-controller-sa" } as const;

/**
 * EKS with a private API server, nodes on launch templates of our own, and workload identity by Pod Identity.
 *
 * Order, which EKS itself does not give: control plane, then the add-ons that make nodes ready, then nodes, then the
 * add-ons that run on them (without nodes they stay DEGRADED until they time out). @stateful
 */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly version: string;
  readonly endpoint: pulumi.Output<string>;
  /** PEM in base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** Group that EKS makes for control plane and nodes. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** Without `https://`, as IAM names it. */
  readonly oidcIssuer: pulumi.Output<string>;
  readonly nodeRoleArn: string;
  readonly nodeRoleName: string;
  /** EKS add-ons that are installed, by EKS's names. */
  readonly addons: readonly string[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:Cluster", name, {}, opts);
    const { place } = args;
    this.clusterName = physicalName("eks-cluster", place, "platform");
    this.clusterArn = eksClusterArn(place, this.clusterName);
    this.version = args.version;

    const controlPlane = this.#controlPlane(name, args);
    this.endpoint = controlPlane.eksCluster.endpoint;
    this.certificateAuthority = controlPlane.eksCluster.certificateAuthority.data;
    this.clusterSecurityGroupId = controlPlane.clusterSecurityGroupId;
    this.oidcIssuer = controlPlane.oidcIssuer;
    this.addons = [...addonsBeforeNodes, "coredns", ebsDriver.addon];
    // Not the plain name: through the resource, everything in the cluster is made after it and deleted before it.
    const clusterName = controlPlane.eksCluster.name;
    const addon = (addonName: string, dependsOn: pulumi.Resource[]): aws.eks.Addon =>
      new aws.eks.Addon(
        `${name}-${addonName}`,
        { clusterName, addonName, resolveConflictsOnCreate: "OVERWRITE", resolveConflictsOnUpdate: "OVERWRITE" },
        { parent: this, dependsOn },
      );

    const nodeRole = new NodeRole(`${name}-node-role`, { place }, { parent: this });
    this.nodeRoleArn = nodeRole.arn;
    this.nodeRoleName = nodeRole.roleName;
    const before = addonsBeforeNodes.map((addonName) => addon(addonName, []));
    const groups = args.nodeGroups.map(
      (spec) =>
        new NodeGroup(
          `${name}-${spec.name}`,
          {
            place,
            spec,
            clusterName,
            nodeRoleArn: nodeRole.arn,
            subnetIds: args.subnetIds,
            securityGroupIds: [controlPlane.clusterSecurityGroupId, args.nodeSecurityGroupId],
          },
          { parent: this, dependsOn: [nodeRole, ...before] },
        ),
    );
    addon("coredns", groups);
    const ebsRole = new WorkloadRole(
      `${name}-ebs-csi`,
      {
        place,
        purpose: "ebs-csi-driver",
        serviceAccount: { clusterName: this.clusterName, namespace: "kube-system", name: ebsDriver.serviceAccount },
        managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      },
      { parent: this, dependsOn: before },
    );
    addon(ebsDriver.addon, [...groups, ebsRole]);

    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      version: this.version,
      endpoint: this.endpoint,
      certificateAuthority: this.certificateAuthority,
      clusterSecurityGroupId: this.clusterSecurityGroupId,
      oidcIssuer: this.oidcIssuer,
      nodeRoleArn: this.nodeRoleArn,
      nodeRoleName: this.nodeRoleName,
      addons: this.addons,
    });
  }

  #controlPlane(name: string, args: ClusterArgs): eks.Cluster {
    // EKS would make this group itself, without a key and for ever; so it must be there first, by EKS's own name for it.
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-control-plane-logs`,
      {
        name: `/aws/eks/${this.clusterName}/cluster`,
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionDays,
      },
      { parent: this },
    );
    const isPublic = args.publicAccessCidrs.length > 0;
    return new eks.Cluster(
      `${name}-control-plane`,
      {
        name: this.clusterName,
        version: args.version,
        vpcId: args.vpcId,
        subnetIds: [...args.subnetIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        publicAccessCidrs: isPublic ? [...args.publicAccessCidrs] : undefined,
        authenticationMode: "API",
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: controlPlaneLogs,
        deletionProtection: args.deletionProtection,
        // Standard support only: the version is ours to raise in time, and extended support costs six times as much.
        upgradePolicy: { supportType: "STANDARD" },
        // Nodes, security groups and add-ons are declared here, where their order and encryption can be seen.
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        bootstrapSelfManagedAddons: false,
        createOidcProvider: false, // it would fetch the issuer's certificate during preview; Pod Identity needs none
      },
      { parent: this, dependsOn: [logGroup] },
    );
  }
}
