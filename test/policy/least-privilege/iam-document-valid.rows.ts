import { iamDocumentValid } from "../../../policy/least-privilege/iam-document-valid.ts";
import { notKnownYet, type Row, type RuleTable } from "../table.ts";
import { compliantIdentities, glueTrust, listed, policy, policyPlace } from "./documents.ts";
import { allowOne, compliantResources, placeOf } from "./resource-documents.ts";

const role = "aws:iam/role:Role";
const { Action, Resource, ...rest } = listed;

const ownPrefix = { ...listed, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/${aws:PrincipalTag/team}/*" };

const ownKey = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

const ourPrincipals = {
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
};

const others = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": { policy: policy(ourPrincipals) },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": { policy: policy(ourPrincipals) },
  "aws:kms/key:Key": { policy: policy(ownKey) },
  "aws:kms/keyPolicy:KeyPolicy": { policy: policy(ownKey) },
};

/** What other rules say of a document that they cannot read. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["s3-deny-insecure-transport"],
  "aws:s3/bucketPolicy:BucketPolicy": ["s3-deny-insecure-transport"],
  "aws:s3/bucketV2:BucketV2": ["s3-deny-insecure-transport"],
};

const pathOf = (type: string): string => (type in compliantIdentities ? policyPlace(type)[0] : placeOf(type));
const writtenOf = (type: string): string => (type in compliantIdentities ? policyPlace(type)[1] : placeOf(type));

function broken(title: string, change: Row["change"], ...findings: readonly string[]): Row {
  return { kind: "violation", title, change, findings };
}

export const table: RuleTable = {
  rule: iamDocumentValid,
  compliant: { ...compliantIdentities, ...compliantResources, ...others },
  rows: [
    { kind: "compliant", title: "a document", findings: [] },
    { kind: "compliant", title: "a trust policy", type: role, findings: [] },
    { kind: "compliant", title: "a key policy", type: "aws:kms/key:Key", findings: [] },
    ...iamDocumentValid.types.map((type): Row => ({
      kind: "wrong type",
      title: `text that is no JSON, ${type}`,
      type,
      change: { [pathOf(type)]: "Allow" },
      also: needed[type],
      findings: [`fail ${writtenOf(type)}`],
    })),
    broken("a document without statements", { policy: '{"Version":"2012-10-17"}' }, "fail policy"),
    broken("a statement that is text", { policy: '{"Statement":["Allow"]}' }, "fail policy"),
    broken("no action", { policy: policy({ ...rest, Resource }) }, "fail policy.Statement[0]"),
    broken("no resource", { policy: policy({ ...rest, Action }) }, "fail policy.Statement[0]"),
    broken("a principal", { policy: policy({ ...listed, Principal: "*" }) }, "fail policy.Statement[0]"),
    broken(
      "one Sid twice",
      { policy: policy({ ...listed, Sid: "A" }, { ...listed, Sid: "B" }, { ...listed, Sid: "A" }) },
      "fail policy.Statement[2]",
    ),
    broken("a version that there is not", { policy: policy(listed).replace("2012", "2021") }, "fail policy.Version"),
    broken(
      "a variable in the language of 2008",
      { policy: policy(ownPrefix).replace("2012-10-17", "2008-10-17") },
      "fail policy.Version",
    ),
    {
      ...broken(
        "a trust without a principal",
        { assumeRolePolicy: policy({ ...glueTrust, Principal: undefined }) },
        "fail assumeRolePolicy.Statement[0]",
      ),
      type: role,
    },
    {
      ...broken(
        "a trust with a resource",
        { assumeRolePolicy: policy({ ...glueTrust, Resource: "*" }) },
        "fail assumeRolePolicy.Statement[0]",
      ),
      type: role,
    },
    {
      ...broken(
        "a key policy for nobody",
        { policy: policy({ ...ownKey, Principal: undefined }) },
        "fail policy.Statement[0]",
      ),
      type: "aws:kms/key:Key",
    },
    {
      ...broken(
        "a queue policy for nobody",
        { policy: policy({ ...allowOne("aws:sqs/queue:Queue"), Principal: undefined }) },
        "fail policy.Statement[0]",
      ),
      type: "aws:sqs/queue:Queue",
      also: ["sqs-deny-insecure-transport"],
    },
    {
      kind: "absent",
      title: "a variable and no version",
      change: { policy: JSON.stringify({ Statement: ownPrefix }) },
      findings: ["fail policy.Version"],
    },
    {
      kind: "absent",
      title: "no version, and nothing that needs one",
      change: { policy: JSON.stringify({ Statement: listed }) },
      findings: [],
    },
    { kind: "absent", title: "no document", type: "aws:kms/key:Key", change: { policy: null }, findings: [] },
    { kind: "unknown", title: "a document not known yet is one", change: { policy: notKnownYet }, findings: [] },
  ],
};
