import { s3BucketHasPolicy } from "../../../policy/transport/s3-bucket-has-policy.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const policy = "aws:s3/bucketPolicy:BucketPolicy";

export const table: RuleTable = {
  rule: s3BucketHasPolicy,
  compliant: { "aws:s3/bucket:Bucket": {}, "aws:s3/bucketV2:BucketV2": {} },
  others: [{ type: policy, props: {}, dependsOn: { bucket: "judged" } }],
  rows: [
    { kind: "compliant", title: "linked through the graph", findings: [] },
    {
      kind: "compliant",
      title: "linked by its id",
      change: { id: "policy-by-id" },
      others: [{ type: policy, props: { bucket: "policy-by-id" } }],
      findings: [],
    },
    { kind: "compliant", title: "a document of its own", change: { policy: "{}" }, others: [], findings: [] },
    {
      kind: "absent",
      title: "an empty document of its own, as a state has it",
      change: { policy: "" },
      others: [],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
    {
      kind: "unknown",
      title: "a document of its own that is not known yet",
      change: { policy: notKnownYet },
      others: [{ name: "reader", type: "aws:iam/role:Role", props: {} }],
      dependsOn: { policy: "reader" },
      findings: [],
    },
    {
      kind: "unknown",
      title: "nothing linked, at preview, where the provider's own is not known yet",
      change: { policy: notKnownYet },
      others: [],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
    {
      kind: "compliant",
      title: "linked by its name",
      change: { bucket: "policy-by-name" },
      others: [{ type: policy, props: { bucket: "policy-by-name" } }],
      findings: [],
    },
    {
      kind: "unknown",
      title: "linked through the graph while the name is not known yet",
      change: { bucket: notKnownYet },
      others: [{ type: policy, props: { bucket: notKnownYet }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "absent",
      title: "nothing linked",
      change: { policy: removed },
      others: [],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
    {
      kind: "violation",
      title: "a policy that depends on the bucket by another property",
      change: { policy: removed },
      others: [{ type: policy, props: {}, dependsOn: { policy: "judged" } }],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
    {
      kind: "violation",
      title: "nothing linked, deprecated token",
      type: "aws:s3/bucketV2:BucketV2",
      change: { policy: removed },
      others: [],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
    {
      kind: "wrong type",
      title: "a name that is a number",
      change: { bucket: 1 },
      others: [{ type: policy, props: { bucket: "1" } }],
      also: ["pii-isolated"],
      findings: [`fail ${policy}`],
    },
  ],
};
