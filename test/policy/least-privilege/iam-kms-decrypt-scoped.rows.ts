import { iamKmsDecryptScoped } from "../../../policy/least-privilege/iam-kms-decrypt-scoped.ts";
import { notKnownYet, type RuleTable } from "../table.ts";
import { commonRows, compliantIdentities, foundInEverything, statementRow, violatingRows } from "./documents.ts";

const decrypt = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const anyKey = "arn:aws:kms:eu-west-1:111122223333:key/*";

export const table: RuleTable = {
  rule: iamKmsDecryptScoped,
  compliant: compliantIdentities,
  rows: [
    ...commonRows,
    ...violatingRows("every key", decrypt, { also: ["iam-resource-star"] }),
    ...["KMS:De*", "kms:ReEncrypt*"].map((Action) =>
      statementRow("violation", `every key of the account, by ${Action}`, { ...decrypt, Action, Resource: anyKey }),
    ),
    statementRow(
      "violation",
      "every key of the account, by all of the service",
      { ...decrypt, Action: "kms:*", Resource: anyKey },
      { also: ["iam-no-permissions-management", "iam-no-service-wildcard"] },
    ),
    statementRow(
      "violation",
      "every key of the account, by everything",
      { ...decrypt, Action: "*", Resource: anyKey },
      { also: [...foundInEverything, "iam-no-privilege-escalation", "iam-no-service-wildcard"] },
    ),
    statementRow("violation", "everything of the service", {
      ...decrypt,
      Resource: "arn:aws:kms:eu-west-1:111122223333:*",
    }),
    statementRow(
      "violation",
      "every alias",
      { ...decrypt, Resource: "arn:aws:kms:eu-west-1:111122223333:alias/*" },
      { also: ["iam-resource-matches-action"] },
    ),
    statementRow("compliant", "every key that has an alias", {
      ...decrypt,
      Resource: anyKey,
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/dev-lake" } },
    }),
    statementRow("compliant", "to look at every key is no decryption", { ...decrypt, Action: "kms:ListKeys" }),
    {
      kind: "unknown",
      title: "a key not known yet",
      change: { policy: { Version: "2012-10-17", Statement: [{ ...decrypt, Resource: notKnownYet }] } },
      findings: ["undecided policy.Statement[0]"],
    },
  ],
};
