import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const mskConnectTls = resourceRule({
  id: "msk-connect-tls",
  types: ["aws:mskconnect/connector:Connector"],
  what: "A connector reaches its Kafka cluster by TLS and says who it is.",
  why: "Both default to nothing: events travel in plaintext, and the cluster would have to let strangers in.",
  remedy:
    'Set kafkaClusterEncryptionInTransit.encryptionType: "TLS" and kafkaClusterClientAuthentication.authenticationType: "IAM".',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["MSK.3"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html",
  evaluate: ({ props }) => [
    ...mustBe(props, "kafkaClusterEncryptionInTransit.encryptionType", ["TLS"]),
    ...mustBe(props, "kafkaClusterClientAuthentication.authenticationType", ["IAM"]),
  ],
});
