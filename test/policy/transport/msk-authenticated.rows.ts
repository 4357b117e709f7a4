import { mskAuthenticated } from "../../../policy/transport/msk-authenticated.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

export const table: RuleTable = {
  rule: mskAuthenticated,
  compliant: { "aws:msk/cluster:Cluster": { clientAuthentication: { sasl: { iam: true } } } },
  rows: [
    { kind: "compliant", title: "IAM", findings: [] },
    { kind: "compliant", title: "SCRAM", change: { "clientAuthentication.sasl": { scram: true } }, findings: [] },
    {
      kind: "compliant",
      title: "client certificates",
      change: { clientAuthentication: { tls: { certificateAuthorityArns: ["arn:aws:acm-pca:::ca"] } } },
      findings: [],
    },
    {
      kind: "absent",
      title: "no block",
      change: { clientAuthentication: removed },
      findings: ["fail clientAuthentication"],
      says: "clientAuthentication is absent; must be with sasl.iam, sasl.scram or tls.",
    },
    {
      kind: "violation",
      title: "IAM switched off",
      change: { "clientAuthentication.sasl.iam": false },
      findings: ["fail clientAuthentication"],
    },
    {
      kind: "violation",
      title: "client certificates of no authority",
      change: { clientAuthentication: { tls: { certificateAuthorityArns: [] } } },
      findings: ["fail clientAuthentication"],
    },
    {
      kind: "violation",
      title: "strangers let in beside IAM",
      change: { "clientAuthentication.unauthenticated": true },
      findings: ["fail clientAuthentication.unauthenticated"],
    },
    {
      kind: "unknown",
      title: "whether IAM is on",
      change: { "clientAuthentication.sasl.iam": notKnownYet },
      findings: ["undecided clientAuthentication"],
    },
    {
      kind: "unknown",
      title: "whether strangers are let in",
      change: { "clientAuthentication.unauthenticated": notKnownYet },
      findings: ["undecided clientAuthentication.unauthenticated"],
    },
    {
      kind: "unknown",
      title: "SCRAM not known yet, beside IAM",
      change: { "clientAuthentication.sasl.scram": notKnownYet },
      findings: [],
    },
    {
      kind: "wrong type",
      title: "IAM as text",
      change: { "clientAuthentication.sasl.iam": "true" },
      findings: ["fail clientAuthentication"],
    },
  ],
};
