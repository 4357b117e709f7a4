import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const mskNotPublic = resourceRule({
  id: "msk-not-public",
  types: ["aws:msk/cluster:Cluster"],
  what: "Kafka brokers have no public addresses.",
  why: "The event stream holds everything that devices say; from the Internet one leaked credential is enough to read it.",
  remedy:
    'Leave brokerNodeGroupInfo.connectivityInfo.publicAccess out, or set its type to "DISABLED"; other VPCs come through multi-VPC connectivity.',
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["MSK.4"], checkov: ["CKV_AWS_291"] },
  url: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
  evaluate: ({ props }) =>
    mustBe(props, "brokerNodeGroupInfo.connectivityInfo.publicAccess.type", ["DISABLED"], "passes"),
});
