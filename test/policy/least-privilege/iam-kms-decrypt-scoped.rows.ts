import { iamKmsDecryptScoped } from "../../../policy/least-privilege/iam-kms-decrypt-scoped.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, policy, violatingRows } from "./documents.ts";

const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const anyKey = "arn:aws:kms:eu-west-1:111122223333:key/*";

export const table: RuleTable = {
  rule: iamKmsDecryptScoped,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("every key", decrypt),
    ...["KMS:De*", "kms:ReEncrypt*", "kms:*", "*"].map((action) => ({
      kind: "violation" as const,
      title: `every key of the account, by ${action}`,
      change: { policy: policy({ ...decrypt, Action: action, Resource: anyKey }) },
      findings: ["fail policy.Statement[0]"],
    })),
    {
      kind: "violation",
      title: "every alias",
      change: { policy: policy({ ...decrypt, Resource: "arn:aws:kms:eu-west-1:111122223333:alias/*" }) },
      findings: ["fail policy.Statement[0]"],
    },
    {
      kind: "compliant",
      title: "every key that has an alias",
      change: {
        policy: policy({
          ...decrypt,
          Resource: anyKey,
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/dev-lake" } },
        }),
      },
      findings: [],
    },
    {
      kind: "compliant",
      title: "to describe every key is no decryption",
      change: { policy: policy({ ...decrypt, Action: "kms:DescribeKey" }) },
      findings: [],
    },
    {
      kind: "unknown",
      title: "a key not known yet",
      change: { policy: { Statement: [{ ...decrypt, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
