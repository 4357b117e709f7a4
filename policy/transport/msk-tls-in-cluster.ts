import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const mskTlsInCluster = resourceRule({
  id: "msk-tls-in-cluster",
  types: ["aws:msk/cluster:Cluster"],
  what: "The brokers of an MSK cluster speak TLS among each other.",
  why: "Replication repeats every event; in plaintext it crosses zones for anybody on the path to read.",
  remedy: "Leave encryptionInfo.encryptionInTransit.inCluster out or set it to true. It cannot be changed later.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["MSK.1"], cdkNag: ["MSK3"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html",
  // AWS's default is true.
  evaluate: ({ props }) => mustBe(props, "encryptionInfo.encryptionInTransit.inCluster", [true], "passes"),
});
