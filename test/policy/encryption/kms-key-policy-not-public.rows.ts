import { kmsKeyPolicyNotPublic } from "../../../policy/encryption/kms-key-policy-not-public.ts";
import { notKnownYet, removed, type Row, type RuleTable } from "../table.ts";

const account = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [account, ...statements] });
}

const open = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };

export const table: RuleTable = {
  rule: kmsKeyPolicyNotPublic,
  compliant: Object.fromEntries(kmsKeyPolicyNotPublic.types.map((type) => [type, { policy: policy() }])),
  rows: [
    { kind: "compliant", title: "Resource * means this key", findings: [] },
    {
      kind: "compliant",
      title: "everybody of the organisation",
      change: { policy: policy({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "condition keys are read in any case",
      change: { policy: policy({ ...open, Condition: { StringEquals: { "KMS:CallerAccount": "111122223333" } } }) },
      findings: [],
    },
    { kind: "compliant", title: "a Deny for *", change: { policy: policy({ ...open, Effect: "Deny" }) }, findings: [] },
    { kind: "absent", title: "AWS's own default policy", change: { policy: removed }, findings: [] },
    {
      kind: "violation",
      title: "everybody",
      change: { policy: policy(open) },
      findings: ["fail policy.Statement[1]"],
      says: "policy.Statement[1] is open to every AWS account;",
    },
    {
      kind: "violation",
      title: "everybody, as an AWS principal in a list",
      change: { policy: policy({ ...open, Principal: { AWS: ["arn:aws:iam::111122223333:role/a", "*"] } }) },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "violation",
      title: "everybody, through a service",
      change: {
        policy: policy({ ...open, Condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } } }),
      },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "compliant",
      title: "everybody of one account, through a service",
      change: {
        policy: policy({
          ...open,
          Condition: {
            StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com", "kms:CallerAccount": "111122223333" },
          },
        }),
      },
      findings: [],
    },
    {
      kind: "violation",
      title: "everybody but one role",
      change: {
        policy: policy({ ...open, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" } }),
      },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "violation",
      title: "a condition that every source meets",
      change: { policy: policy({ ...open, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:*" } } }) },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "violation",
      title: "a condition that only excludes",
      change: { policy: policy({ ...open, Condition: { StringNotEquals: { "aws:PrincipalAccount": "1" } } }) },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "violation",
      title: "a condition that any value meets",
      change: { policy: policy({ ...open, Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } }) },
      findings: ["fail policy.Statement[1]"],
    },
    {
      kind: "violation",
      title: "on a key policy of its own, one statement and no list",
      type: "aws:kms/keyPolicy:KeyPolicy",
      change: { policy: { Statement: open } },
      findings: ["fail policy.Statement"],
    },
    ...[
      "aws:kms/replicaKey:ReplicaKey",
      "aws:kms/externalKey:ExternalKey",
      "aws:kms/replicaExternalKey:ReplicaExternalKey",
    ].map((type): Row => ({
      kind: "violation",
      title: `everybody, ${type}`,
      type,
      change: { policy: policy(open) },
      findings: ["fail policy.Statement[1]"],
    })),
    {
      kind: "unknown",
      title: "a document not known yet",
      change: { policy: notKnownYet },
      findings: ["undecided policy"],
    },
    {
      kind: "unknown",
      title: "a principal not known yet",
      change: { policy: { Statement: [{ ...open, Principal: { AWS: notKnownYet } }] } },
      findings: ["undecided policy.Statement[0]"],
    },
    {
      kind: "wrong type",
      title: "text that is no JSON is one finding, of another rule",
      change: { policy: "everybody" },
      also: ["iam-document-valid"],
      findings: [],
    },
  ],
};
