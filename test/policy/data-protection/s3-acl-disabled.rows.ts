import { s3AclDisabled } from "../../../policy/data-protection/s3-acl-disabled.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [controls, acl = "", olderAcl = "", ...buckets] = s3AclDisabled.types;

export const table: RuleTable = {
  rule: s3AclDisabled,
  compliant: {
    [controls]: { bucket: "acl-none", rule: { objectOwnership: "BucketOwnerEnforced" } },
    [acl]: { bucket: "acl-one", acl: "private" },
    [olderAcl]: { bucket: "acl-two", acl: "private" },
    ...Object.fromEntries(buckets.map((type) => [type, {}])),
  },
  rows: [
    { kind: "compliant", title: "the bucket's owner owns all", findings: [] },
    ...valueRows("rule.objectOwnership", { bad: ["BucketOwnerPreferred", "ObjectWriter"] }),
    { kind: "compliant", title: "an ACL that gives nobody anything", type: acl, findings: [] },
    {
      kind: "violation",
      title: "a grant to everybody",
      type: buckets[0],
      change: {
        grants: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers", permissions: ["READ"] }],
      },
      findings: ["fail grants[0].uri"],
    },
    {
      kind: "compliant",
      title: "a grant to the owner, as a state has it",
      type: buckets[0],
      change: { grants: [{ type: "CanonicalUser", id: "owner", uri: "", permissions: ["FULL_CONTROL"] }] },
      findings: [],
    },
    ...[acl, olderAcl, ...buckets].flatMap((type) =>
      valueRows("acl", { bad: ["public-read"], absent: "passes", type }),
    ),
    {
      kind: "compliant",
      title: "a named ACL with its grants, as in a state",
      type: acl,
      change: { accessControlPolicy: { grants: [{ permission: "FULL_CONTROL" }] } },
      findings: [],
    },
    {
      kind: "violation",
      title: "an ACL by grants",
      type: acl,
      change: { acl: removed, accessControlPolicy: { grants: [{ permission: "READ" }] } },
      findings: ["fail accessControlPolicy"],
    },
    {
      kind: "unknown",
      title: "grants not known yet",
      type: acl,
      change: { acl: "", accessControlPolicy: notKnownYet },
      findings: ["undecided accessControlPolicy"],
    },
  ],
};
