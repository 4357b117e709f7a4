import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";
import { amiTypeOf } from "./ami-type.ts";
import { defaultDiskSizeGiB, type NodeGroupSpec } from "./node-group-spec.ts";

export interface NodeGroupArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name, instance types and size. */
  readonly spec: NodeGroupSpec;
  /** EKS cluster that the nodes join. */
  readonly clusterName: pulumi.Input<string>;
  /** Role of the nodes. */
  readonly nodeRoleArn: pulumi.Input<string>;
  /** Subnets the nodes run in: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups of every node. EKS adds none to those of a launch template, so the cluster's own must be among them. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

/** Managed nodes on a launch template of our own, because the one EKS makes has hop limit 2 and an unencrypted disk. */
export class NodeGroup extends pulumi.ComponentResource {
  constructor(name: string, args: NodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:NodeGroup", name, {}, opts);
    const { place, spec } = args;
    const templateName = physicalName("launch-template", place, `${spec.name}-nodes`);

    const template = new aws.ec2.LaunchTemplate(
      `${name}-template`,
      {
        name: templateName,
        description: `EKS nodes of group ${spec.name}`,
        updateDefaultVersion: true,
        vpcSecurityGroupIds: [...args.securityGroupIds],
        // One hop: the metadata service answers the node and not its pods, which would otherwise get the node's role.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: spec.diskSizeGiB ?? defaultDiskSizeGiB,
              deleteOnTermination: "true",
              // With the account's default EBS key. A key of ours would have to let the Auto Scaling service-linked
              // role in, and a node's disk holds images and scratch space: state lives in volumes with keys of their own.
              encrypted: "true",
            },
          },
        ],
        tagSpecifications: ["instance", "volume"].map((resourceType) => ({
          resourceType,
          tags: { Name: templateName },
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
        nodeRoleArn: args.nodeRoleArn,
        subnetIds: [...args.subnetIds],
        amiType: amiTypeOf(spec.instanceTypes),
        instanceTypes: [...spec.instanceTypes],
        launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
        scalingConfig: { minSize: spec.minNodes, maxSize: spec.maxNodes, desiredSize: spec.minNodes },
        updateConfig: { maxUnavailablePercentage: 33 },
        labels: { "platform/node-group": spec.name },
      },
      // How many nodes run between the limits is the autoscaler's business.
      { parent: this, ignoreChanges: ["scalingConfig.desiredSize"] },
    );

    this.registerOutputs({});
  }
}
