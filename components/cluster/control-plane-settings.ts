import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Capacity of the control plane, fixed by EKS Provisioned Control Plane; `standard` grows by itself. */
export const controlPlaneTiers = ["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"] as const;

export type ControlPlaneTier = (typeof controlPlaneTiers)[number];

/** What EKS can do and the component `eks.Cluster` has no argument for. */
export interface ControlPlaneSettings {
  /** Whether whoever creates the cluster is its administrator for ever. */
  readonly creatorIsAdmin: boolean;
  /** Whether Amazon Application Recovery Controller may shift traffic away from a zone that is impaired. */
  readonly zonalShift: boolean;
  readonly tier: ControlPlaneTier;
  /** Whether EKS Auto Mode is on. Off is said in words: left out, EKS would leave it on. */
  readonly autoMode: boolean;
}

type ClusterInputs = Pick<
  aws.eks.ClusterArgs,
  | "accessConfig"
  | "computeConfig"
  | "controlPlaneScalingConfig"
  | "kubernetesNetworkConfig"
  | "storageConfig"
  | "zonalShiftConfig"
>;

const autoModeOff = {
  computeConfig: { enabled: false },
  kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false } },
  storageConfig: { blockStorage: { enabled: false } },
} as const satisfies ClusterInputs;

/** The settings as inputs of the cluster resource itself. */
export function clusterInputs(settings: ControlPlaneSettings): ClusterInputs {
  return {
    ...(settings.autoMode ? {} : autoModeOff),
    accessConfig: {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: settings.creatorIsAdmin,
    },
    controlPlaneScalingConfig: { tier: settings.tier },
    zonalShiftConfig: { enabled: settings.zonalShift },
  };
}

/**
 * Lays the settings over the cluster that `eks.Cluster` makes: a component that runs in another process can be given them
 * in no other way.
 */
export function clusterTransform(settings: ControlPlaneSettings): pulumi.ResourceTransform {
  return ({ type, props, opts }) =>
    type === "aws:eks/cluster:Cluster"
      ? { props: { ...(props as object), ...clusterInputs(settings) }, opts }
      : undefined;
}
