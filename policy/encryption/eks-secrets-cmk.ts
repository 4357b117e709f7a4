import { mustList, oncePerPlace } from "../check.ts";
import { mustBeOwnKey } from "../kms-key.ts";
import { resourceRule } from "../rule.ts";

export const eksSecretsCmk = resourceRule({
  id: "eks-secrets-cmk",
  // Not the component eks:index:Cluster as well: what a component's provider registers of its arguments is its own affair,
  // and the cluster that it makes is judged as what it is.
  types: ["aws:eks/cluster:Cluster"],
  what: "An EKS cluster encrypts Kubernetes secrets with a key of ours.",
  why: "Without envelope encryption a copy of etcd is a copy of every secret.",
  remedy:
    'Set encryptionConfig { provider: { keyArn }, resources: ["secrets"] }; encryptionConfigKeyArn on an eks.Cluster.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EKS.3"], checkov: ["CKV_AWS_58"] },
  url: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
  evaluate: ({ props }) =>
    oncePerPlace([
      ...mustBeOwnKey(props, "encryptionConfig.provider.keyArn"),
      ...mustList(props, "encryptionConfig.resources", ["secrets"]),
    ]),
});
