import { kmsKeyPolicyExplicit } from "../../../policy/encryption/kms-key-policy-explicit.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, type Other, removed, type Row, type RuleTable } from "../table.ts";

const { types } = kmsKeyPolicyExplicit;
const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";
/** What an input that is not known yet depends on. */
const reader: Other = { name: "reader", type: "aws:iam/role:Role", props: {} };
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
  ],
});

export const table: RuleTable = {
  rule: kmsKeyPolicyExplicit,
  compliant: Object.fromEntries(types.map((type) => [type, { policy, bypassPolicyLockoutSafetyCheck: false }])),
  rows: [
    { kind: "compliant", title: "a policy", findings: [] },
    ...types.flatMap((type) =>
      valueRows("bypassPolicyLockoutSafetyCheck", { bad: [true, "false"], absent: "passes", type }).map((row): Row => ({
        ...row,
        others: [reader],
        dependsOn: { bypassPolicyLockoutSafetyCheck: "reader" },
      })),
    ),
    ...types
      .filter((type) => type !== keyPolicy)
      .map((type): Row => ({
        kind: "absent",
        title: `AWS's default policy, ${type}`,
        type,
        change: { policy: removed },
        findings: ["advice policy"],
      })),
    { kind: "violation", title: "an empty policy", change: { policy: "" }, findings: ["advice policy"] },
    {
      kind: "compliant",
      title: "a key policy beside it, linked through the graph",
      change: { policy: removed },
      others: [{ type: keyPolicy, props: { keyId: notKnownYet, policy }, dependsOn: { keyId: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a key policy beside it, linked by the key's id",
      change: { policy: removed, keyId: "11111111-2222-3333-4444-555555555555" },
      others: [{ type: keyPolicy, props: { keyId: "11111111-2222-3333-4444-555555555555", policy } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "a key policy beside it, linked by the key's ARN",
      change: { policy: removed, arn: "arn:aws:kms:eu-central-1:111122223333:key/explicit" },
      others: [{ type: keyPolicy, props: { keyId: "arn:aws:kms:eu-central-1:111122223333:key/explicit", policy } }],
      findings: [],
    },
    {
      kind: "violation",
      title: "the key policy of another key",
      change: { policy: removed },
      others: [{ type: keyPolicy, props: { keyId: "66666666-7777-8888-9999-000000000000", policy } }],
      findings: ["advice policy"],
    },
    {
      kind: "unknown",
      title: "a policy not known yet is one",
      change: { policy: notKnownYet },
      others: [reader],
      dependsOn: { policy: "reader" },
      findings: [],
    },
    {
      kind: "unknown",
      title: "AWS's default policy, at preview",
      change: { policy: notKnownYet },
      findings: ["advice policy"],
    },
  ],
};
