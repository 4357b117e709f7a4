import { type Grant } from "../iam/grant.ts";
import { anyKeyArn, logGroupArn, type Place } from "../naming.ts";
import { type AddonName } from "./addon-versions.ts";

/** When an add-on is installed: before there is a node, because nodes need it, or after, because it needs nodes. */
export type AddonStage = "before-nodes" | "after-nodes";

/** One EKS add-on as the cluster installs it. */
export interface PlannedAddon {
  readonly name: AddonName;
  readonly stage: AddonStage;
  /** Whether what it installed stays when EKS stops managing it: what running pods cannot do without. */
  readonly preserve: boolean;
  /** The service account that gets a role, and what the role may do. */
  readonly access?: {
    readonly serviceAccount: { readonly namespace: string; readonly name: string };
    readonly purpose: string;
    readonly managedPolicies?: readonly string[];
    readonly grants?: readonly Grant[];
  };
  /** Configuration by the add-on's own schema (`aws eks describe-addon-configuration`). */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

export interface AddonPlanArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** Alias of the key that encrypts volumes, for example `alias/dev-cluster`. */
  readonly volumesKeyAlias: string;
  /** Whether EKS Auto Mode runs the nodes: it brings the add-ons that nodes need. */
  readonly autoMode: boolean;
  /** Whether Container Insights sends metrics of nodes and pods to CloudWatch. */
  readonly containerInsights: boolean;
  /** Configuration of the VPC CNI beyond what every cluster has. */
  readonly podNetwork: Readonly<Record<string, unknown>>;
}

/** The add-ons of a cluster in the order they are installed: within a stage, none needs a later one. */
export function addonPlan(args: AddonPlanArgs): readonly PlannedAddon[] {
  const addons = args.autoMode ? [metricsServer] : [...nodeAddons(args), metricsServer];
  return args.containerInsights ? [...addons, cloudWatch(args)] : addons;
}

/** Log group that Container Insights takes its metrics from, by the name the add-on gives it. */
export function containerInsightsLogGroup(clusterName: string): string {
  return `/aws/containerinsights/${clusterName}/performance`;
}

const metricsServer: PlannedAddon = { name: "metrics-server", stage: "after-nodes", preserve: false };

function nodeAddons({ place, podNetwork, volumesKeyAlias }: AddonPlanArgs): readonly PlannedAddon[] {
  return [
    // First: the CNI gets its role through it.
    { name: "eks-pod-identity-agent", stage: "before-nodes", preserve: true },
    { name: "kube-proxy", stage: "before-nodes", preserve: true },
    {
      name: "vpc-cni",
      stage: "before-nodes",
      preserve: true,
      access: {
        serviceAccount: { namespace: "kube-system", name: "aws-node" },
        purpose: "vpc-cni",
        managedPolicies: ["AmazonEKS_CNI_Policy"],
      },
      configuration: {
        enableNetworkPolicy: "true",
        nodeAgent: { enablePolicyEventLogs: "true" },
        ...podNetwork,
      },
    },
    { name: "coredns", stage: "after-nodes", preserve: true },
    {
      name: "aws-ebs-csi-driver",
      stage: "after-nodes",
      preserve: false,
      access: {
        serviceAccount: { namespace: "kube-system", name: "ebs-csi-controller-sa" },
        purpose: "ebs-csi-driver",
        managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
        grants: [encryptVolumes(place, volumesKeyAlias)],
      },
    },
    // Finds what node repair repairs: without it EKS sees only that a node is not ready.
    { name: "eks-node-monitoring-agent", stage: "after-nodes", preserve: false },
  ];
}

/** CloudWatch agent with Container Insights; the logs of pods are shipped by what runs in the cluster, to a group of ours. */
function cloudWatch({ place, clusterName }: AddonPlanArgs): PlannedAddon {
  return {
    name: "amazon-cloudwatch-observability",
    stage: "after-nodes",
    preserve: false,
    access: {
      serviceAccount: { namespace: "amazon-cloudwatch", name: "cloudwatch-agent" },
      purpose: "cloudwatch-agent",
      grants: [writeContainerInsights(place, clusterName)],
    },
    configuration: { containerLogs: { enabled: false } },
  };
}

/** EC2 encrypts a volume with the key of whoever makes it, and keeps a grant to go on using it. */
function encryptVolumes(place: Place, keyAlias: string): Grant {
  return {
    statements: [
      {
        Sid: "GrantKeyToVolumes",
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: anyKeyArn(place),
        Condition: {
          Bool: { "kms:GrantIsForAWSResource": "true" },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": [keyAlias] },
        },
      },
    ],
    keyAliases: [keyAlias],
  };
}

function writeContainerInsights(place: Place, clusterName: string): Grant {
  return {
    statements: [
      {
        Sid: "WriteContainerInsights",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${logGroupArn(place, containerInsightsLogGroup(clusterName))}:*`,
      },
      {
        Sid: "PutContainerMetrics",
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*", // PutMetricData takes no resource; the namespace is its limit
        Condition: { StringEquals: { "cloudwatch:namespace": "ContainerInsights" } },
      },
      {
        Sid: "DescribeNodes",
        Effect: "Allow",
        Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"],
        Resource: "*", // describe calls take no resource
      },
    ],
    keyAliases: [],
  };
}
