import { met, mustBe } from "../check.ts";
import { property, read, readEachPresent } from "../property.ts";
import { resourceRule } from "../rule.ts";
import { bucketTypes } from "./bucket-links.ts";

const controls = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

export const s3AclDisabled = resourceRule({
  id: "s3-acl-disabled",
  types: [controls, "aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2", ...bucketTypes],
  what: "No bucket is opened by an ACL.",
  why: "An ACL lets other accounts and everybody in past every policy, and other accounts own what they write.",
  remedy:
    'Set objectOwnership: "BucketOwnerEnforced", as SecureBucket does and S3 does by itself for new buckets, and use a bucket policy in place of ACLs.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["S3.12"], checkov: ["CKV2_AWS_65", "CKV_AWS_20", "CKV_AWS_57"] },
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  evaluate: ({ type, props }) => {
    if (type === controls) return mustBe(props, "rule.objectOwnership", ["BucketOwnerEnforced"]);
    const acl = read(props, "acl");
    // Whom a grant lets in that is no account is a group: everybody, or every account of AWS.
    const groups = readEachPresent(props, "grants[]").flatMap((grant) =>
      met(property(grant, "uri"), {
        wanted: "absent: a bucket policy says who may do what",
        meets: isNothing,
        whenAbsent: "passes",
      }),
    );
    if (groups.length > 0) return groups;
    // Private gives nobody anything. Where an ACL has a name, the state has its grants as well.
    return acl.state === "absent" || (acl.state === "known" && acl.value === "")
      ? met(read(props, "accessControlPolicy"), {
          wanted: "absent: a bucket policy says who may do what",
          meets: () => false,
          whenAbsent: "passes",
        })
      : mustBe(props, "acl", ["private"]);
  },
});

function isNothing(value: unknown): boolean {
  return value === "";
}
