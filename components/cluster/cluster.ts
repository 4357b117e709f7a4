import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { controlPlaneAlarms, nodeAlarms } from "../alerting/catalogue/eks.ts";
import { eksClusterArn, physicalName, type Place } from "../naming.ts";
import { type AccessSpec } from "./access-entry.ts";
import { addonPlan, type AddonStage, containerInsightsLogGroup } from "./addon-plan.ts";
import { type AddonName, type AddonVersions, addonVersionsFor } from "./addon-versions.ts";
import { type Autoscaler } from "./autoscalers.ts";
import { Autoscaling, type AutoscalingOutputs } from "./autoscaling.ts";
import { ClusterAccess } from "./cluster-access.ts";
import { ClusterAddon } from "./cluster-addon.ts";
import { refuseProblems } from "./cluster-problems.ts";
import { type ControlPlaneTier } from "./control-plane-settings.ts";
import { ControlPlane } from "./control-plane.ts";
import { irsaAudience } from "./irsa.ts";
import { type NodeGroupSpec } from "./node-group-spec.ts";
import { NodeGroup } from "./node-group.ts";
import { NodeRole } from "./node-role.ts";
import { podNetworkConfiguration } from "./pod-network.ts";
import { type WorkloadIdentity } from "./workload-identity.ts";

export interface ClusterArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Kubernetes version, for example 1.34. */
  readonly version: string;
  /** VPC it lies in. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets for control plane and nodes, by zone. */
  readonly subnetIds: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Subnets that pods get addresses from, by zone.
   * @default - those of the nodes
   */
  readonly podSubnetIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Security group of the nodes, beside the cluster's own. */
  readonly nodeSecurityGroupId: pulumi.Input<string>;
  /** Groups of nodes, each with its instance types and size; none only where EKS Auto Mode makes the nodes. */
  readonly nodeGroups: readonly NodeGroupSpec[];
  /** Key that encrypts Kubernetes secrets, volumes of nodes and the queue of interruptions. */
  readonly keyArn: pulumi.Input<string>;
  /** Alias of that key, for example `alias/dev-cluster`. */
  readonly keyAlias: string;
  /** Key that encrypts logs; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days logs are kept. */
  readonly logRetentionDays: number;
  /** Tags of what Auto Scaling makes, where the provider's do not reach. */
  readonly tags: Readonly<Record<string, string>>;
  /** What adds and removes nodes. */
  readonly autoscaler: Autoscaler;
  /**
   * How pods get AWS credentials.
   * @default "pod-identity"
   */
  readonly workloadIdentity?: WorkloadIdentity["by"];
  /**
   * Who may use the Kubernetes API. Without entries whoever creates the cluster is its administrator.
   * @default []
   */
  readonly access?: readonly AccessSpec[];
  /**
   * CIDR blocks the API server answers over the Internet.
   * @default - none: it answers inside the VPC only
   */
  readonly publicAccessCidrs?: readonly string[];
  /**
   * CIDR blocks outside the VPC, of a VPN or a peered network, that may reach the private endpoint.
   * @default []
   */
  readonly privateAccessCidrs?: readonly string[];
  /**
   * Versions of add-ons other than those that go with the Kubernetes version.
   * @default {}
   */
  readonly addonVersions?: Partial<AddonVersions>;
  /**
   * Whether Container Insights sends metrics of nodes and pods to CloudWatch.
   * @default true
   */
  readonly containerInsights?: boolean;
  /**
   * Whether EKS itself refuses to delete the cluster.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether Amazon Application Recovery Controller may shift traffic away from an impaired zone.
   * @default true
   */
  readonly zonalShift?: boolean;
  /**
   * How long a Kubernetes version is kept: EXTENDED costs six times as much after 14 months.
   * @default "STANDARD"
   */
  readonly supportType?: "STANDARD" | "EXTENDED";
  /**
   * Control plane capacity that is held ready.
   * @default "standard"
   */
  readonly controlPlaneTier?: ControlPlaneTier;
}

/**
 * EKS with a private API server, nodes on launch templates of our own, add-ons of pinned versions and access by entries.
 *
 * Order, which EKS itself does not give: control plane, then the add-ons that make nodes ready, then nodes, then the
 * add-ons that run on them (without nodes they stay DEGRADED until they time out). Deleting goes the other way. @stateful
 *
 * @throws {Error} with everything that does not go together.
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
  readonly workloadIdentity: WorkloadIdentity["by"];
  readonly autoscaling: AutoscalingOutputs;
  /** EKS add-ons that are installed, by EKS's names. */
  readonly addons: readonly AddonName[];
  /** What has to be watched of it; nodes only where Container Insights sends something to watch. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:Cluster", name, {}, opts);
    refuseProblems(args);
    const { place, access = [], containerInsights = true } = args;
    const autoMode = args.autoscaler === "auto-mode";
    this.clusterName = physicalName("eks-cluster", place, "platform");
    this.clusterArn = eksClusterArn(place, this.clusterName);
    this.version = args.version;
    this.workloadIdentity = args.workloadIdentity ?? "pod-identity";

    const nodeRole = new NodeRole(`${name}-node-role`, { place, autoMode }, { parent: this });
    const controlPlane = new ControlPlane(
      `${name}-control-plane`,
      {
        place,
        clusterName: this.clusterName,
        version: args.version,
        vpcId: args.vpcId,
        subnetIds: Object.values(args.subnetIds),
        secretsKeyArn: args.keyArn,
        secretsKeyAlias: args.keyAlias,
        logsKeyArn: args.logsKeyArn,
        logRetentionDays: args.logRetentionDays,
        publicAccessCidrs: args.publicAccessCidrs ?? [],
        privateAccessCidrs: args.privateAccessCidrs ?? [],
        creatorIsAdmin: access.length === 0,
        deletionProtection: args.deletionProtection ?? true,
        zonalShift: args.zonalShift ?? true,
        supportType: args.supportType ?? "STANDARD",
        tier: args.controlPlaneTier ?? "standard",
        autoModeNodeRoleArn: autoMode ? nodeRole.arn : undefined,
      },
      { parent: this, dependsOn: autoMode ? [nodeRole] : [] },
    );
    this.endpoint = controlPlane.endpoint;
    this.certificateAuthority = controlPlane.certificateAuthority;
    this.clusterSecurityGroupId = controlPlane.securityGroupId;
    this.oidcIssuer = controlPlane.oidcIssuer;
    this.nodeRoleArn = nodeRole.arn;
    this.nodeRoleName = nodeRole.roleName;

    const identity = { by: this.workloadIdentity, oidcIssuer: this.oidcIssuer };
    const accessEntries = new ClusterAccess(
      `${name}-access`,
      { place, clusterName: controlPlane.clusterName, entries: access },
      { parent: this },
    );
    const oidcProvider = this.#oidcProvider(name);
    const after = [controlPlane, accessEntries, ...oidcProvider];
    const plan = addonPlan({
      place,
      clusterName: this.clusterName,
      volumesKeyAlias: args.keyAlias,
      autoMode,
      containerInsights,
      podNetwork: podNetworkConfiguration({
        region: place.region,
        subnetIds: args.podSubnetIds ?? {},
        securityGroupIds: [this.clusterSecurityGroupId, args.nodeSecurityGroupId],
      }),
    });
    this.addons = plan.map((addon) => addon.name);
    const versions = addonVersionsFor(args.version, args.addonVersions ?? {});
    const install = (stage: AddonStage, dependsOn: readonly pulumi.Resource[]): readonly ClusterAddon[] =>
      plan
        .filter((addon) => addon.stage === stage)
        .map(
          (addon) =>
            new ClusterAddon(
              `${name}-${addon.name}`,
              {
                place,
                clusterName: controlPlane.clusterName,
                plainClusterName: this.clusterName,
                addon,
                version: versions[addon.name],
                identity,
              },
              { parent: this, dependsOn: [...dependsOn] },
            ),
        );

    const beforeNodes = install("before-nodes", after);
    const groups = args.nodeGroups.map(
      (spec) =>
        new NodeGroup(
          `${name}-${spec.name}`,
          {
            place,
            spec,
            clusterName: controlPlane.clusterName,
            version: args.version,
            nodeRoleArn: nodeRole.arn,
            subnetIds: (spec.zones ?? Object.keys(args.subnetIds)).flatMap((zone) => args.subnetIds[zone] ?? []),
            securityGroupIds: [this.clusterSecurityGroupId, args.nodeSecurityGroupId],
            diskKeyArn: args.keyArn,
            tags: args.tags,
          },
          { parent: this, dependsOn: [nodeRole, ...beforeNodes] },
        ),
    );
    install("after-nodes", [
      ...after,
      ...groups,
      ...(containerInsights ? [this.#containerInsightsLog(name, args)] : []),
    ]);
    const autoscaling = new Autoscaling(
      `${name}-autoscaling`,
      {
        place,
        by: args.autoscaler,
        clusterName: this.clusterName,
        identity,
        nodeRoleName: nodeRole.roleName,
        kmsKeyArn: args.keyArn,
        keyAlias: args.keyAlias,
      },
      { parent: this, dependsOn: [...after, nodeRole] },
    );
    this.autoscaling = autoscaling.outputs;
    this.alarms = [
      ...controlPlaneAlarms(this.clusterName),
      ...(containerInsights ? nodeAlarms(this.clusterName) : []),
      ...autoscaling.alarms,
    ];

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
      workloadIdentity: this.workloadIdentity,
      autoscaling: this.autoscaling,
      addons: this.addons,
    });
  }

  /** The add-on would make this group itself, without a key and for ever. */
  #containerInsightsLog(name: string, args: ClusterArgs): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      `${name}-container-insights-log`,
      {
        name: containerInsightsLogGroup(this.clusterName),
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionDays,
      },
      { parent: this },
    );
  }

  /** With IRSA, IAM's trust in the cluster's issuer. Without thumbprints: IAM checks EKS's certificate by its own list of CAs. */
  #oidcProvider(name: string): readonly pulumi.Resource[] {
    return this.workloadIdentity === "irsa"
      ? [
          new aws.iam.OpenIdConnectProvider(
            `${name}-oidc-provider`,
            { url: pulumi.interpolate`https://${this.oidcIssuer}`, clientIdLists: [irsaAudience] },
            { parent: this },
          ),
        ]
      : [];
  }
}
