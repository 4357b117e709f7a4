import { s3DenyInsecureTransport } from "../../../policy/transport/s3-deny-insecure-transport.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";
import { denialRows, documentOf, tlsOnly } from "./documents.ts";

const arn = "arn:aws:s3:::tls-only";
const deny = tlsOnly("s3:*", [arn, `${arn}/*`]);

export const table: RuleTable = {
  rule: s3DenyInsecureTransport,
  compliant: {
    "aws:s3/bucketPolicy:BucketPolicy": { bucket: "tls-only", policy: documentOf(deny) },
    "aws:s3/bucket:Bucket": {},
    "aws:s3/bucketV2:BucketV2": {},
  },
  rows: [
    { kind: "compliant", title: "bucket and objects", findings: [] },
    {
      kind: "compliant",
      title: "the value as a flag",
      change: { policy: documentOf(deny, { Condition: { Bool: { "aws:SecureTransport": false } } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "everybody as AWS: *",
      change: { policy: documentOf(deny, { Principal: { AWS: "*" } }) },
      findings: [],
    },
    {
      kind: "compliant",
      title: "one pattern for bucket and objects",
      change: { policy: documentOf(deny, { Resource: `${arn}*` }) },
      findings: [],
    },
    ...denialRows(deny),
    { kind: "absent", title: "no document", change: { policy: removed }, findings: ["fail policy"] },
    {
      kind: "violation",
      title: "objects only",
      change: { policy: documentOf(deny, { Resource: `${arn}/*` }) },
      findings: ["fail policy"],
      says: "policy is without that denial; must be a document that denies s3:*",
    },
    {
      kind: "violation",
      title: "the bucket only",
      change: { policy: documentOf(deny, { Resource: arn }) },
      findings: ["fail policy"],
    },
    {
      kind: "violation",
      title: "another bucket",
      change: { bucket: "not-in-the-document" },
      findings: ["fail policy"],
    },
    { kind: "unknown", title: "a bucket's name not known yet", change: { bucket: notKnownYet }, findings: [] },
    {
      kind: "unknown",
      title: "a bucket's name not known yet, and one pattern for bucket and objects",
      change: { bucket: notKnownYet, policy: documentOf(deny, { Resource: `${arn}*` }) },
      findings: [],
    },
    {
      kind: "violation",
      title: "some objects of a bucket whose name is not known yet",
      change: { bucket: notKnownYet, policy: documentOf(deny, { Resource: [arn, `${arn}/some/*`] }) },
      findings: ["fail policy"],
    },
    {
      kind: "unknown",
      title: "a resource not known yet",
      change: { policy: { Statement: [{ ...deny, Resource: [arn, notKnownYet] }] } },
      findings: ["undecided policy"],
    },
    {
      kind: "compliant",
      title: "a document of the bucket itself",
      type: "aws:s3/bucket:Bucket",
      change: { policy: documentOf(deny) },
      findings: [],
    },
    ...denialRows(deny, "aws:s3/bucket:Bucket"),
    {
      kind: "absent",
      title: "a bucket without a document of its own",
      type: "aws:s3/bucket:Bucket",
      change: { policy: removed },
      findings: [],
    },
    {
      kind: "absent",
      title: "a bucket whose document is empty, as a state has it",
      type: "aws:s3/bucket:Bucket",
      change: { policy: "" },
      findings: [],
    },
    ...denialRows(deny, "aws:s3/bucketV2:BucketV2"),
    { kind: "wrong type", title: "a list", change: { policy: [] }, findings: ["fail policy"] },
    { kind: "wrong type", title: "JSON that is no object", change: { policy: "1" }, findings: ["fail policy"] },
  ],
};
