import { arn, hex } from "../recorded.ts";
import type { Properties, ResourceTypes } from "../resource-type.ts";
import { isObject } from "../values.ts";

/** Base64 of a text that says what it is: nothing may mistake it for a certificate. */
const certificateAuthority = Buffer.from("recorded cluster, no certificate authority").toString("base64");

function ofCluster(inputs: Properties, part: string): string {
  return `${String(inputs.clusterName)}:${part}`;
}

/** Amazon EKS. */
export const types: ResourceTypes = {
  "aws:eks/cluster:Cluster": {
    outputs: (id, inputs, context) => {
      const unique = hex(32).toUpperCase();
      const { region } = context.account;
      const vpcConfig = isObject(inputs.vpcConfig) ? inputs.vpcConfig : {};
      return {
        arn: arn(context, "eks", `cluster/${id}`),
        endpoint: `https://${unique}.gr7.${region}.eks.amazonaws.com`,
        certificateAuthority: { data: certificateAuthority },
        certificateAuthorities: [{ data: certificateAuthority }],
        identities: [{ oidcs: [{ issuer: `https://oidc.eks.${region}.amazonaws.com/id/${unique}` }] }],
        clusterId: "",
        createdAt: new Date().toISOString(),
        platformVersion: "eks.1",
        status: "ACTIVE",
        version: inputs.version ?? "1.33",
        accessConfig: inputs.accessConfig ?? {
          authenticationMode: "CONFIG_MAP",
          bootstrapClusterCreatorAdminPermissions: true,
        },
        kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
        vpcConfig: { ...vpcConfig, clusterSecurityGroupId: `sg-${hex(17)}`, vpcId: `vpc-${hex(17)}` },
        upgradePolicy: { supportType: "EXTENDED" },
      };
    },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    autoName: "nodeGroupName",
    id: (inputs) => ofCluster(inputs, String(inputs.nodeGroupName)),
    outputs: (_, inputs, context) => {
      const name = String(inputs.nodeGroupName);
      const path = `${String(inputs.clusterName)}/${name}`;
      return {
        arn: arn(context, "eks", `nodegroup/${path}/${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`),
        amiType: "AL2023_x86_64_STANDARD",
        capacityType: "ON_DEMAND",
        diskSize: 20,
        instanceTypes: ["t3.medium"],
        resources: [{ autoscalingGroups: [{ name: `eks-${name}-${hex(8)}` }], remoteAccessSecurityGroupId: "" }],
        status: "ACTIVE",
        version: "1.33",
        releaseVersion: "1.33.0-20250601",
      };
    },
  },
  "aws:eks/addon:Addon": {
    id: (inputs) => ofCluster(inputs, String(inputs.addonName)),
    outputs: (_, inputs, context) => {
      const now = new Date().toISOString();
      const path = `${String(inputs.clusterName)}/${String(inputs.addonName)}`;
      return { arn: arn(context, "eks", `addon/${path}/${hex(8)}`), createdAt: now, modifiedAt: now };
    },
  },
  "aws:eks/accessEntry:AccessEntry": {
    id: (inputs) => ofCluster(inputs, String(inputs.principalArn)),
    outputs: (_, inputs, context) => {
      const now = new Date().toISOString();
      return {
        accessEntryArn: arn(context, "eks", `access-entry/${String(inputs.clusterName)}/role/${hex(8)}`),
        createdAt: now,
        modifiedAt: now,
        type: "STANDARD",
        userName: String(inputs.principalArn),
        kubernetesGroups: [],
      };
    },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: (inputs) => `${String(inputs.clusterName)}#${String(inputs.principalArn)}#${String(inputs.policyArn)}`,
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: () => `a-${hex(17)}`,
    outputs: (id, inputs, context) => ({
      associationArn: arn(context, "eks", `podidentityassociation/${String(inputs.clusterName)}/${id}`),
      associationId: id,
    }),
  },
};
