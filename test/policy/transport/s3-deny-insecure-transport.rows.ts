import { s3DenyInsecureTransport } from "../../../policy/transport/s3-deny-insecure-transport.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const arn = "arn:aws:s3:::tls-only";
const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** The compliant denial with some elements put in place of its own. */
function policy(change: object = {}): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...deny, ...change }] });
}

export const table: RuleTable = {
  rule: s3DenyInsecureTransport,
  compliant: { "aws:s3/bucketPolicy:BucketPolicy": { bucket: "tls-only", policy: policy() } },
  rows: [
    { kind: "compliant", title: "bucket and objects", findings: [] },
    {
      kind: "compliant",
      title: "the value as a flag",
      change: { policy: policy({ Condition: { Bool: { "aws:SecureTransport": false } } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "everybody as AWS: *",
      change: { policy: policy({ Principal: { AWS: "*" } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "one pattern for bucket and objects",
      change: { policy: policy({ Resource: `${arn}*` }) },
      findings: [],
    },
    { kind: "compliant", title: "the document as an object", change: { policy: { Statement: deny } }, findings: [] },
    { kind: "absent", title: "no document", change: { policy: removed }, findings: ["fail policy"] },
    {
      kind: "violation",
      title: "objects only",
      change: { policy: policy({ Resource: `${arn}/*` }) },
      findings: ["fail policy"],
      says: "policy is without that denial; must be a document that denies s3:*",
    },
    {
      kind: "violation",
      title: "the bucket only",
      change: { policy: policy({ Resource: arn }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "another bucket",
      change: { policy: policy({ Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "some actions",
      change: { policy: policy({ Action: "s3:Get*" }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "some principals",
      change: { policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "an Allow",
      change: { policy: policy({ Effect: "Allow" }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "the other way round",
      change: { policy: policy({ Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "a second condition makes it narrower",
      change: {
        policy: policy({
          Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        }),
      },
      findings: ["fail policy"],
    },
    {
      kind: "unknown",
      title: "a document not known yet",
      change: { policy: notKnownYet },
      findings: ["undecided policy"],
    },
    { kind: "unknown", title: "a bucket's name not known yet", change: { bucket: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Statement: [{ ...deny, Resource: [arn, notKnownYet] }] } },
      findings: ["undecided policy"],
    },
    { kind: "wrong type", title: "a list", change: { policy: [] }, findings: ["fail policy"] },
    { kind: "wrong type", title: "JSON that is no object", change: { policy: "1" }, findings: ["fail policy"] },
  ],
};
