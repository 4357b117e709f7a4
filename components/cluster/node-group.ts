import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { amiTypeOf } from "./ami-type.ts";
import { nodeDisks } from "./node-disks.ts";
import { nodeGroupDefaults, type NodeGroupSpec } from "./node-group-spec.ts";
import { nodeUserData } from "./node-user-data.ts";

export interface NodeGroupArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name, instance types and size. */
  readonly spec: NodeGroupSpec;
  /** EKS cluster that the nodes join. */
  readonly clusterName: pulumi.Input<string>;
  /** Kubernetes version of the nodes, for example 1.34: raising it rolls them, after the control plane. */
  readonly version: string;
  /** Role of the nodes. */
  readonly nodeRoleArn: pulumi.Input<string>;
  /** Subnets the nodes run in: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups of every node. EKS adds none to those of a launch template, so the cluster's own must be among them. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Key that encrypts the disks; its policy must let Auto Scaling use it. */
  readonly diskKeyArn: pulumi.Input<string>;
  /** Tags of instances, volumes and network interfaces: Auto Scaling makes them, so the provider's do not reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Pods a node takes with prefix delegation: what EKS recommends up to 30 vCPUs, and what Kubernetes was tested with.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
const maxPods = 110;

/** What Auto Scaling makes of a launch template, as tag specifications name it. */
const taggedByTemplate = ["instance", "volume", "network-interface"];

/** Managed nodes on a launch template of our own, because the one EKS makes has hop limit 2 and an unencrypted disk. */
export class NodeGroup extends pulumi.ComponentResource {
  constructor(name: string, args: NodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:NodeGroup", name, {}, opts);
    const { place } = args;
    const spec = { ...nodeGroupDefaults, ...args.spec };
    const templateName = physicalName("launch-template", place, `${spec.name}-nodes`);

    const template = new aws.ec2.LaunchTemplate(
      `${name}-template`,
      {
        name: templateName,
        description: `EKS nodes of group ${spec.name}`,
        updateDefaultVersion: true,
        vpcSecurityGroupIds: [...args.securityGroupIds],
        userData: nodeUserData(spec.system, maxPods),
        // One hop: the metadata service answers the node and not its pods, which would otherwise get the node's role.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [...nodeDisks(spec.system, spec.diskSizeGiB, args.diskKeyArn)],
        tagSpecifications: taggedByTemplate.map((resourceType) => ({
          resourceType,
          tags: { ...args.tags, Name: templateName },
        })),
      },
      { parent: this },
    );
    new aws.eks.NodeGroup(
      `${name}-nodes`,
      {
        clusterName: args.clusterName,
        // A prefix: replacing a group makes the new nodes before the old ones go, and both need a name.
        nodeGroupNamePrefix: `${physicalName("node-group-prefix", place, spec.name)}-`,
        version: args.version,
        releaseVersion: spec.amiRelease,
        nodeRoleArn: args.nodeRoleArn,
        subnetIds: [...args.subnetIds],
        amiType: amiTypeOf(spec.system, spec.instanceTypes),
        capacityType: spec.capacity === "spot" ? "SPOT" : "ON_DEMAND",
        instanceTypes: [...spec.instanceTypes],
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: spec.minNodes, maxSize: spec.maxNodes, desiredSize: spec.minNodes },
        updateConfig: { maxUnavailablePercentage: spec.maxUnavailablePercentage },
        // A disruption budget that lets nobody go stops the update, instead of being broken.
        forceUpdateVersion: false,
        nodeRepairConfig: { enabled: true },
        labels: { ...spec.labels, "platform/node-group": spec.name },
        taints: spec.taints?.map((taint) => ({ ...taint })),
      },
      // How many nodes run between the limits is the autoscaler's business.
      { parent: this, ignoreChanges: ["scalingConfig.desiredSize"] },
    );

    this.registerOutputs({});
  }
}
