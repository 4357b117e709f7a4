/** What kind of nodes Karpenter may launch, and how many. */
export interface NodePoolSpec {
  /** Processor architecture of the nodes; the images of the workloads must be built for it. */
  readonly architecture: "arm64" | "amd64";
  /** `spot` nodes go with two minutes' notice. */
  readonly capacityTypes: readonly ("on-demand" | "spot")[];
  /** EC2 instance families by their first letter, for example c, m and r. */
  readonly instanceCategories: readonly string[];
  /** Image of the nodes: a family, and a release or `latest`. */
  readonly image: string;
  /** Size of a node's disk in GiB. */
  readonly diskSizeGiB: number;
  /** CPUs of all nodes together. */
  readonly maxCpus: number;
  /** Hours after which a node is replaced, so that none outlives its patches. */
  readonly expireAfterHours: number;
}

export const defaultNodePool: NodePoolSpec = {
  architecture: "arm64",
  capacityTypes: ["on-demand"],
  instanceCategories: ["c", "m", "r"],
  image: "al2023@latest",
  diskSizeGiB: 50,
  maxCpus: 64,
  expireAfterHours: 720,
};

/** A family that Karpenter knows, and one of its releases. */
export const imagePattern = /^(al2023|bottlerocket)@(latest|v[\w.-]+)$/;

/** What a node class takes from its surroundings. */
export interface NodeClassPlace<T> {
  readonly instanceProfileName: string;
  readonly subnetIds: readonly T[];
  readonly securityGroupIds: readonly T[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Spec of an EC2NodeClass: private nodes with an encrypted disk, whose metadata service asks for a token and answers one
 * hop away, so that no pod gets the node's role.
 *
 * @see https://karpenter.sh/v1.14/concepts/nodeclasses/
 */
export function nodeClassSpec<T>({ image, diskSizeGiB }: NodePoolSpec, place: NodeClassPlace<T>) {
  const disk = (deviceName: string, volumeSize: string) => ({
    deviceName,
    ebs: { volumeType: "gp3", volumeSize, encrypted: true, deleteOnTermination: true },
  });
  // Bottlerocket keeps its own system on the first disk and containers on the second.
  const disks = image.startsWith("bottlerocket")
    ? [disk("/dev/xvda", "4Gi"), disk("/dev/xvdb", `${diskSizeGiB}Gi`)]
    : [disk("/dev/xvda", `${diskSizeGiB}Gi`)];
  return {
    instanceProfile: place.instanceProfileName,
    amiSelectorTerms: [{ alias: image }],
    subnetSelectorTerms: place.subnetIds.map((id) => ({ id })),
    securityGroupSelectorTerms: place.securityGroupIds.map((id) => ({ id })),
    associatePublicIPAddress: false,
    metadataOptions: {
      httpEndpoint: "enabled",
      httpProtocolIPv6: "disabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "required",
    },
    blockDeviceMappings: disks,
    tags: { ...place.tags },
  };
}

/**
 * Spec of a NodePool. At most a tenth of the nodes go at a time, and to save money only outside working hours: an empty
 * node goes at any time, a node whose image is out of date as well.
 *
 * @see https://karpenter.sh/v1.14/concepts/nodepools/
 */
export function nodePoolSpec(spec: NodePoolSpec, nodeClassName: string) {
  const among = (key: string, values: readonly string[]) => ({ key, operator: "In", values: [...values] });
  return {
    template: {
      metadata: { labels: { "platform/node-group": "karpenter" } },
      spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: nodeClassName },
        requirements: [
          among("kubernetes.io/os", ["linux"]),
          among("kubernetes.io/arch", [spec.architecture]),
          among("karpenter.sh/capacity-type", spec.capacityTypes),
          among("karpenter.k8s.aws/instance-category", spec.instanceCategories),
          // Nitro of the later generations: encryption in transit between instances, and no end of life in sight.
          { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["5"] },
        ],
        expireAfter: `${spec.expireAfterHours}h`,
        // A pod whose disruption budget never lets go must not keep a node for ever.
        terminationGracePeriod: "24h",
      },
    },
    limits: { cpu: String(spec.maxCpus) },
    disruption: {
      consolidationPolicy: "WhenEmptyOrUnderutilized",
      consolidateAfter: "5m",
      budgets: [
        { nodes: "10%" },
        { nodes: "0", reasons: ["Underutilized"], schedule: "0 6 * * mon-fri", duration: "12h" },
      ],
    },
  };
}
