/** EKS add-ons that the platform installs, by EKS's names. */
export const addonNames = [
  "eks-pod-identity-agent",
  "kube-proxy",
  "vpc-cni",
  "coredns",
  "aws-ebs-csi-driver",
  "eks-node-monitoring-agent",
  "metrics-server",
  "amazon-cloudwatch-observability",
] as const;

export type AddonName = (typeof addonNames)[number];

/** Versions of add-ons, as EKS names them: `v1.21.1-eksbuild.7`. */
export type AddonVersions = Readonly<Record<AddonName, string>>;

/**
 * Versions that go with a Kubernetes version. Pinned, not asked of AWS at preview: the same commit plans the same thing
 * tomorrow, and an add-on is raised by a pull request. What goes with what is asked by
 * `aws eks describe-addon-versions --kubernetes-version 1.34 --addon-name vpc-cni`.
 */
const versionsByKubernetes: Readonly<Record<string, AddonVersions>> = {
  "1.34": {
    "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
    "kube-proxy": "v1.34.6-eksbuild.2",
    "vpc-cni": "v1.21.1-eksbuild.7",
    coredns: "v1.13.2-eksbuild.4",
    "aws-ebs-csi-driver": "v1.57.1-eksbuild.1",
    "eks-node-monitoring-agent": "v1.6.4-eksbuild.1",
    "metrics-server": "v0.8.1-eksbuild.2",
    "amazon-cloudwatch-observability": "v6.4.0-eksbuild.1",
  },
  "1.35": {
    "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
    "kube-proxy": "v1.35.3-eksbuild.5",
    "vpc-cni": "v1.21.1-eksbuild.8",
    coredns: "v1.14.2-eksbuild.4",
    "aws-ebs-csi-driver": "v1.59.0-eksbuild.1",
    "eks-node-monitoring-agent": "v1.6.4-eksbuild.1",
    "metrics-server": "v0.8.1-eksbuild.6",
    "amazon-cloudwatch-observability": "v6.4.0-eksbuild.1",
  },
};

/** Kubernetes versions that have a row of add-on versions. */
export const knownKubernetesVersions: readonly string[] = Object.keys(versionsByKubernetes);

/** A version of an add-on as EKS names it. */
export const addonVersionPattern = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

/**
 * The add-on versions for a Kubernetes version, with the environment's own choices laid over them.
 *
 * @throws {Error} when the Kubernetes version has no row and the choices do not name every add-on.
 */
export function addonVersionsFor(kubernetes: string, chosen: Partial<AddonVersions>): AddonVersions {
  const versions = { ...versionsByKubernetes[kubernetes], ...chosen };
  const missing = addonNames.filter((name) => versions[name] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `Kubernetes ${kubernetes} has no add-on versions for ${missing.join(", ")}; known: ${knownKubernetesVersions.join(", ")}. Add a row in components/cluster/addon-versions.ts, or set cluster:addonVersions.`,
    );
  }
  return versions as AddonVersions; // none is missing
}
