import { mustBeSet } from "../check.ts";
import { read, readEach } from "../property.ts";
import { fail, type Finding, type Resource, resourceRule, undecided } from "../rule.ts";

const key = "the ARN of a KMS key of ours";

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
  evaluate: ({ props }) => [...mustBeSet(props, "encryptionConfig.provider.keyArn", key), ...listsSecrets(props)],
});

function listsSecrets(props: Resource["props"]): readonly Finding[] {
  const place = { path: "encryptionConfig.resources" };
  const wanted = 'a list with "secrets"';
  // A block that is not there is one finding, the key's.
  if (read(props, "encryptionConfig").state === "absent") return [];
  const readings = readEach(props, `${place.path}[]`);
  if (readings.some((reading) => reading.state === "known" && reading.value === "secrets")) return [];
  if (readings.some((reading) => reading.state === "unknown")) return [undecided(place, wanted)];
  const found = read(props, place.path).state === "absent" ? "absent" : "without it";
  return [fail(place, found, wanted)];
}
