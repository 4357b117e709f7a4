import { collectorMtls } from "../../../policy/transport/collector-mtls.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const alb = "aws:alb/listener:Listener";
const mode = "mutualAuthentication.mode";
const compliant = {
  tags: { Purpose: "device-ingress" },
  mutualAuthentication: { mode: "verify", trustStoreArn: "arn:aws:elasticloadbalancing:::truststore/devices" },
};

export const table: RuleTable = {
  rule: collectorMtls,
  compliant: { "aws:lb/listener:Listener": compliant, [alb]: compliant },
  rows: [
    { kind: "compliant", title: "certificates are verified", findings: [] },
    ...valueRows(mode, { bad: ["off", "passthrough"] }),
    ...valueRows(mode, { type: alb, bad: ["off"] }),
    {
      kind: "absent",
      title: "nothing about certificates",
      change: { mutualAuthentication: removed },
      findings: ["fail mutualAuthentication"],
    },
    {
      kind: "absent",
      title: "a listener for people",
      change: { tags: removed, mutualAuthentication: removed },
      findings: [],
    },
    {
      kind: "compliant",
      title: "a listener for something else",
      change: { "tags.Purpose": "api", [mode]: "off" },
      findings: [],
    },
    {
      kind: "compliant",
      title: "devices with tokens",
      change: { [mode]: "off" },
      settings: { auth: "token" },
      findings: [],
    },
    {
      kind: "violation",
      title: "another tag and value",
      change: { tags: { For: "devices" }, [mode]: "off" },
      settings: { tagKey: "For", tagValue: "devices" },
      findings: [`fail ${mode}`],
    },
    {
      kind: "unknown",
      title: "a tag not known yet",
      change: { "tags.Purpose": notKnownYet },
      findings: ["undecided tags.Purpose"],
    },
    {
      kind: "wrong type",
      title: "tags that are text",
      change: { tags: "device-ingress", [mode]: "off" },
      findings: [],
    },
  ],
};
