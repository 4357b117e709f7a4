import { oneOf } from "../check.ts";
import { parsed, property, read } from "../property.ts";
import { resourceRule } from "../rule.ts";

export const emrInTransit = resourceRule({
  id: "emr-in-transit",
  types: ["aws:emr/securityConfiguration:SecurityConfiguration"],
  what: "An EMR security configuration encrypts what the nodes of a cluster send each other.",
  why: "Shuffles and HDFS replication carry the data of a job from node to node in plaintext.",
  remedy:
    "Set EncryptionConfiguration.EnableInTransitEncryption: true, with InTransitEncryptionConfiguration.TLSCertificateConfiguration, in configuration.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["EMR.4"], checkov: ["CKV_AWS_351"], cdkNag: ["EMR5"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/emr-controls.html#emr-4",
  evaluate: ({ props }) => {
    const encryption = property(parsed(read(props, "configuration")), "EncryptionConfiguration");
    return oneOf(property(encryption, "EnableInTransitEncryption"), [true]);
  },
});
