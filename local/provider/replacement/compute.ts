import { forceNew, type ReplacementRules } from "./rule.ts";

/** Amazon EKS. */
export const rules: ReplacementRules = {
  "aws:eks/cluster:Cluster": {
    ...forceNew(
      "internal/service/eks/cluster.go",
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "name",
      "outpostConfig.controlPlaneInstanceType",
      "outpostConfig.controlPlanePlacement.groupName",
      "remoteNetworkConfig",
      "roleArn",
    ),
    // CustomizeDiff, ForceNewIfChange("encryption_config"): envelope encryption cannot be taken away again.
    removed: ["encryptionConfig"],
  },
  "aws:eks/nodeGroup:NodeGroup": forceNew(
    "internal/service/eks/node_group.go",
    "amiType",
    "capacityType",
    "clusterName",
    "diskSize",
    "instanceTypes",
    "launchTemplate.id",
    "launchTemplate.name",
    "nodeGroupName",
    "nodeGroupNamePrefix",
    "nodeRoleArn",
    "remoteAccess",
    "subnetIds",
  ),
};
