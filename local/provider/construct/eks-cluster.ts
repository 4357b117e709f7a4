/**
 * Stands in for `eks:index:Cluster` of @pulumi/eks 4.3 as a bare control plane: the same children by type, name, parent
 * and inputs, the same outputs (nodejs/eks/cluster/cluster.ts and nodejs/eks/servicerole.ts in pulumi/pulumi-eks).
 *
 * Left out, and refused when asked for: default node groups, default security groups, the OIDC provider, aws-auth and
 * access entries, the component's own add-ons and its role for Auto Mode's nodes, Fargate, storage classes, IPv6, and a VPC
 * looked up for the caller. Also left out: waiting for the API server, and the check for an installed AWS CLI.
 */
import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Component } from "./component.ts";
import { handedOn, readArguments } from "./supported-arguments.ts";

const noAddon = z.strictObject({
  enabled: z.literal(false, "only false is"),
  // The SDK fills these in; without the add-on they mean nothing.
  resolveConflictsOnCreate: z.string().optional(),
  resolveConflictsOnUpdate: z.string().optional(),
});

const schema = z.strictObject({
  name: handedOn<string>().optional(),
  version: handedOn<string>().optional(),
  vpcId: handedOn<string>(),
  subnetIds: handedOn<string[]>(),
  serviceRole: handedOn<aws.iam.Role>().optional(),
  endpointPrivateAccess: handedOn<boolean>().optional(),
  endpointPublicAccess: handedOn<boolean>().optional(),
  publicAccessCidrs: handedOn<string[]>().optional(),
  encryptionConfigKeyArn: handedOn<string>().optional(),
  enabledClusterLogTypes: handedOn<string[]>().optional(),
  upgradePolicy: handedOn<aws.types.input.eks.ClusterUpgradePolicy>().optional(),
  deletionProtection: handedOn<boolean>().optional(),
  bootstrapSelfManagedAddons: handedOn<boolean>().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  authenticationMode: z.literal("API", 'only "API" is'),
  autoMode: z
    .strictObject({
      enabled: z.literal(true, "only true is; leave autoMode out"),
      createNodeRole: z.literal(false, "only false is"),
      computeConfig: handedOn<aws.types.input.eks.ClusterComputeConfig>(),
    })
    .optional(),
  skipDefaultNodeGroup: z.literal(true, "only true is"),
  skipDefaultSecurityGroups: z.literal(true, "only true is"),
  useDefaultVpcCni: z.literal(true, "only true is"),
  createOidcProvider: z.literal(false, "only false is").optional(),
  kubeProxyAddonOptions: noAddon,
  // Made where there are nodes for it, and Auto Mode has some.
  corednsAddonOptions: noAddon.optional(),
});

type ClusterArgs = z.output<typeof schema>;

/** Role that AWS services assume, with managed policies attached: a child of the published component. */
class ServiceRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  readonly attachments: readonly aws.iam.RolePolicyAttachment[];

  constructor(
    name: string,
    args: { service: string; description: string; actions: readonly string[]; policies: readonly string[] },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("eks:index:ServiceRole", name, {}, opts);
    this.role = new aws.iam.Role(
      `${name}-role`,
      {
        description: args.description,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Action: args.actions, Effect: "Allow", Principal: { Service: [args.service] } }],
        }),
      },
      { parent: this },
    );
    const { partition } = aws.getPartitionOutput({}, { parent: this });
    this.attachments = args.policies.map((policy) => {
      const id = createHash("sha1").update(`arn:aws:iam::aws:policy/${policy}`).digest("hex").slice(0, 8);
      const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`;
      return new aws.iam.RolePolicyAttachment(`${name}-${id}`, { policyArn, role: this.role }, { parent: this });
    });
    this.registerOutputs({});
  }
}

class Cluster extends pulumi.ComponentResource {
  /** The caller's role, or the one made here. */
  readonly role: pulumi.Output<aws.iam.Role>;
  readonly eksCluster: aws.eks.Cluster;
  readonly provider: KubernetesProvider;
  readonly kubeconfig: pulumi.Output<unknown>;

  constructor(name: string, args: ClusterArgs, opts: pulumi.ComponentResourceOptions) {
    super("eks:index:Cluster", name, {}, opts);
    const own = args.serviceRole === undefined ? this.#ownRole(name, args) : undefined;
    this.role = pulumi.output(args.serviceRole ?? own?.role).apply((role) => {
      if (!Role.isInstance(role)) {
        throw new Error(`serviceRole is ${typeof role}, not a role; hand over the aws.iam.Role itself.`);
      }
      return role;
    });
    this.eksCluster = new aws.eks.Cluster(`${name}-eksCluster`, clusterInputs(name, args, this.role.arn), {
      parent: this,
      ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      // A role that is brought along brings no list of what it may do.
      dependsOn: own === undefined ? [] : [own.role, ...own.attachments],
    });
    this.kubeconfig = kubeconfigOf(this.eksCluster);
    this.provider = new KubernetesProvider(
      `${name}-eks-k8s`,
      { kubeconfig: this.kubeconfig.apply((kubeconfig) => JSON.stringify(kubeconfig)) },
      { parent: this },
    );
    this.registerOutputs({});
  }

  #ownRole(name: string, args: ClusterArgs): ServiceRole {
    return new ServiceRole(
      `${name}-eksRole`,
      {
        service: "eks.amazonaws.com",
        description: "Allows EKS to manage clusters on your behalf.",
        actions: ["sts:AssumeRole", "sts:TagSession"],
        policies: args.autoMode === undefined ? clusterPolicies : [...clusterPolicies, ...autoModePolicies],
      },
      { parent: this },
    );
  }
}

const clusterPolicies = ["AmazonEKSClusterPolicy"];

const autoModePolicies = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

function clusterInputs(name: string, args: ClusterArgs, roleArn: pulumi.Output<string>): aws.eks.ClusterArgs {
  return {
    name: args.name,
    version: args.version,
    roleArn,
    bootstrapSelfManagedAddons: args.autoMode === undefined ? (args.bootstrapSelfManagedAddons ?? true) : false,
    ...autoModeInputs(args.autoMode),
    vpcConfig: {
      subnetIds: args.subnetIds,
      endpointPrivateAccess: args.endpointPrivateAccess,
      endpointPublicAccess: args.endpointPublicAccess,
      publicAccessCidrs: args.publicAccessCidrs,
    },
    enabledClusterLogTypes: args.enabledClusterLogTypes,
    encryptionConfig:
      args.encryptionConfigKeyArn === undefined
        ? undefined
        : { provider: { keyArn: args.encryptionConfigKeyArn }, resources: ["secrets"] },
    accessConfig: { authenticationMode: args.authenticationMode, bootstrapClusterCreatorAdminPermissions: true },
    upgradePolicy: args.upgradePolicy,
    deletionProtection: args.deletionProtection,
    tags: { Name: `${name}-eksCluster`, ...args.tags },
  };
}

/** All three together, as the provider wants them; a caller's node pools and node role are laid over the defaults. */
function autoModeInputs(autoMode: ClusterArgs["autoMode"]): Partial<aws.eks.ClusterArgs> {
  return autoMode === undefined
    ? {}
    : {
        computeConfig: pulumi.output(autoMode.computeConfig).apply((config) => ({
          enabled: true,
          nodePools: ["general-purpose", "system"],
          ...config,
        })),
        storageConfig: { blockStorage: { enabled: true } },
        kubernetesNetworkConfig: { ipFamily: "ipv4", elasticLoadBalancing: { enabled: true } },
      };
}

/** What `aws eks update-kubeconfig` would write: the API server, its CA, and a token from the AWS CLI. */
function kubeconfigOf(cluster: aws.eks.Cluster): pulumi.Output<unknown> {
  return pulumi
    .all([cluster.name, cluster.arn, cluster.endpoint, cluster.certificateAuthority])
    .apply(([clusterName, arn, server, authority]) => ({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "kubernetes", cluster: { server, "certificate-authority-data": authority.data } }],
      contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
      "current-context": "aws",
      users: [
        {
          name: "aws",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                ...["--region", arn.split(":")[3] ?? ""],
                ...["eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
              ],
              env: [
                {
                  name: "KUBERNETES_EXEC_INFO",
                  value: JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1beta1" }),
                },
              ],
            },
          },
        },
      ],
    }));
}

// A role that comes as an argument is a reference, which the SDK resolves only for modules that are loaded; this loads IAM.
const { Role } = aws.iam;

const eksCluster: Component = (name, inputs, options) => {
  const args = readArguments(schema, inputs, {
    component: "eks:index:Cluster",
    file: "local/provider/construct/eks-cluster.ts",
  });
  const { role, eksCluster: cluster, provider, kubeconfig, urn } = new Cluster(name, args, options);
  const issuer = cluster.identities.apply((identities) => identities[0]?.oidcs[0]?.issuer ?? "");
  const ownSecurityGroup = cluster.vpcConfig.apply((config) => config.clusterSecurityGroupId);
  return Promise.resolve({
    urn,
    state: {
      eksCluster: cluster,
      kubeconfig,
      kubeconfigJson: pulumi.jsonStringify(kubeconfig),
      core: {
        cluster,
        vpcId: args.vpcId,
        subnetIds: args.subnetIds,
        endpoint: cluster.endpoint,
        provider,
        kubeconfig,
        instanceRoles: [],
        nodeGroupOptions: { version: args.version },
        tags: args.tags,
        storageClasses: {},
        encryptionConfig: cluster.encryptionConfig,
        clusterIamRole: role,
        accessEntries: [],
        autoModeNodeRoleName: "",
      },
      instanceRoles: [],
      // Without default security groups, the one that EKS makes for the cluster stands for both.
      clusterSecurityGroupId: ownSecurityGroup,
      nodeSecurityGroupId: ownSecurityGroup,
      clusterIngressRuleId: "",
      defaultNodeGroupAsgName: "",
      fargateProfileId: "",
      fargateProfileStatus: "",
      oidcProviderArn: "",
      oidcProviderUrl: issuer,
      oidcIssuer: issuer.apply((url) => url.replace("https://", "")),
      autoModeNodeRoleName: "",
    },
  });
};

/** Component stand-ins of this file by type token. */
export const constructs: Readonly<Record<string, Component>> = { "eks:index:Cluster": eksCluster };
