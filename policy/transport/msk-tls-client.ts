import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const mskTlsClient = resourceRule({
  id: "msk-tls-client",
  types: ["aws:msk/cluster:Cluster"],
  what: "Clients reach an MSK cluster by TLS only.",
  why: "A plaintext listener carries events and SCRAM exchanges for anybody on the network to read.",
  remedy: 'Set encryptionInfo.encryptionInTransit.clientBroker: "TLS", or leave it out.',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_81"], cdkNag: ["MSK2"] },
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html",
  // AWS's default is TLS.
  evaluate: ({ props }) => mustBe(props, "encryptionInfo.encryptionInTransit.clientBroker", ["TLS"], "passes"),
});
