import { met, mustBeSet, oncePerPlace, oneOf } from "../check.ts";
import { ownKey } from "../kms-key.ts";
import { parsed, property, type Properties, type Reading, read } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

const cluster = "aws:emr/cluster:Cluster";

export const emrAtRest = resourceRule({
  id: "emr-at-rest",
  types: ["aws:emr/securityConfiguration:SecurityConfiguration", cluster],
  what: "An EMR cluster has a security configuration that encrypts its data in S3 and on local disks with keys of ours.",
  why: "Shuffles and spills leave rows of the lake on the nodes' disks, in the clear by default.",
  remedy:
    "In configuration, set EnableAtRestEncryption, S3EncryptionConfiguration { EncryptionMode: SSE-KMS, AwsKmsKey } and LocalDiskEncryptionConfiguration { EncryptionKeyProviderType: AwsKms, AwsKmsKey }; name it in the cluster's securityConfiguration.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EMR.3"], checkov: ["CKV_AWS_171", "CKV_AWS_349", "CKV2_AWS_55"], cdkNag: ["EMR4"] },
  url: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
  evaluate: ({ type, props }) =>
    type === cluster
      ? mustBeSet(props, "securityConfiguration", "the name of a security configuration")
      : encryption(props),
});

function encryption(props: Properties): readonly Finding[] {
  const configuration = parsed(read(props, "configuration"));
  if (configuration.state === "known" && configuration.misshapen) {
    return met(configuration, { wanted: "a security configuration in JSON", meets: () => false });
  }
  const at = (path: string): Reading =>
    path.split(".").reduce(property, property(configuration, "EncryptionConfiguration"));
  const s3 = "AtRestEncryptionConfiguration.S3EncryptionConfiguration";
  const disk = "AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration";
  return oncePerPlace([
    ...oneOf(at("EnableAtRestEncryption"), [true]),
    ...oneOf(at(`${s3}.EncryptionMode`), ["SSE-KMS", "CSE-KMS"]),
    ...ownKey(at(`${s3}.AwsKmsKey`)),
    ...oneOf(at(`${disk}.EncryptionKeyProviderType`), ["AwsKms"]),
    ...ownKey(at(`${disk}.AwsKmsKey`)),
  ]);
}
