import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { ControlPlaneRole } from "./control-plane-role.ts";
import { clusterTransform, type ControlPlaneTier } from "./control-plane-settings.ts";

export interface ControlPlaneArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** Kubernetes version, for example 1.34. */
  readonly version: string;
  /** VPC it lies in. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets for its network interfaces: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Key that encrypts Kubernetes secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Alias of that key, for example `alias/dev-cluster`. */
  readonly secretsKeyAlias: string;
  /** Key that encrypts its logs; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days its logs are kept. */
  readonly logRetentionDays: number;
  /** CIDR blocks the API server answers over the Internet; none: it answers inside the VPC only. */
  readonly publicAccessCidrs: readonly string[];
  /** CIDR blocks outside the VPC, of a VPN or a peered network, that may reach the private endpoint. */
  readonly privateAccessCidrs: readonly string[];
  /** Whether whoever creates the cluster is its administrator for ever. */
  readonly creatorIsAdmin: boolean;
  /** Whether EKS itself refuses to delete the cluster. */
  readonly deletionProtection: boolean;
  /** Whether a zone that is impaired can be left. */
  readonly zonalShift: boolean;
  /** How long a Kubernetes version is kept: EXTENDED costs six times as much after the standard 14 months. */
  readonly supportType: "STANDARD" | "EXTENDED";
  /** Capacity that is held ready. */
  readonly tier: ControlPlaneTier;
  /** Role of the nodes that EKS Auto Mode makes; none: Auto Mode is off. */
  readonly autoModeNodeRoleArn: pulumi.Input<string> | undefined;
}

const controlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The control plane of EKS: private, encrypted, logging everything, with a role of its own. @stateful */
export class ControlPlane extends pulumi.ComponentResource {
  /** Name as the cluster itself gives it: what is made with it is made after the cluster and deleted before. */
  readonly clusterName: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** PEM in base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** Group that EKS makes for control plane and nodes; its members reach each other on every port. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Without `https://`, as IAM names it. */
  readonly oidcIssuer: pulumi.Output<string>;

  constructor(name: string, args: ControlPlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:ControlPlane", name, {}, opts);
    const { place, clusterName } = args;
    const autoMode = args.autoModeNodeRoleArn !== undefined;
    // EKS would make this group itself, without a key and for ever; so it must be there first, by EKS's own name for it.
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: `/aws/eks/${clusterName}/cluster`,
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionDays,
      },
      { parent: this },
    );
    const role = new ControlPlaneRole(
      `${name}-role`,
      { place, clusterName, secretsKeyAlias: args.secretsKeyAlias, autoMode },
      { parent: this },
    );
    const isPublic = args.publicAccessCidrs.length > 0;
    const cluster = new eks.Cluster(
      `${name}-eks`,
      {
        name: clusterName,
        version: args.version,
        vpcId: args.vpcId,
        subnetIds: [...args.subnetIds],
        serviceRole: role.role,
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        publicAccessCidrs: isPublic ? [...args.publicAccessCidrs] : undefined,
        authenticationMode: "API",
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: controlPlaneLogs,
        deletionProtection: args.deletionProtection,
        upgradePolicy: { supportType: args.supportType },
        autoMode: autoMode
          ? {
              enabled: true,
              createNodeRole: false,
              computeConfig: { nodeRoleArn: args.autoModeNodeRoleArn, nodePools: autoModeNodePools },
            }
          : undefined,
        // Nodes, security groups and add-ons are declared here, where their order and encryption can be seen.
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
        bootstrapSelfManagedAddons: false,
        createOidcProvider: false, // it would fetch the issuer's certificate during preview
      },
      {
        parent: this,
        dependsOn: [logGroup, role],
        transforms: [
          clusterTransform({
            creatorIsAdmin: args.creatorIsAdmin,
            zonalShift: args.zonalShift,
            tier: args.tier,
            autoMode,
          }),
        ],
      },
    );
    this.clusterName = cluster.eksCluster.name;
    this.endpoint = cluster.eksCluster.endpoint;
    this.certificateAuthority = cluster.eksCluster.certificateAuthority.data;
    this.securityGroupId = cluster.clusterSecurityGroupId;
    this.oidcIssuer = cluster.oidcIssuer;
    for (const cidr of args.privateAccessCidrs) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-from-${cidr.replaceAll(/[./]/g, "-")}`,
        {
          description: `Kubernetes API from ${cidr}`,
          securityGroupId: this.securityGroupId,
          cidrIpv4: cidr,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
        },
        { parent: this },
      );
    }

    this.registerOutputs({
      clusterName: this.clusterName,
      endpoint: this.endpoint,
      certificateAuthority: this.certificateAuthority,
      securityGroupId: this.securityGroupId,
      oidcIssuer: this.oidcIssuer,
    });
  }
}

/** Node pools that Auto Mode brings; `system` takes what tolerates its taint alone. */
const autoModeNodePools = ["general-purpose", "system"];
