import { sqsCmk } from "../../../policy/encryption/sqs-cmk.ts";
import { ownKeyRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const settings = { sqsOwnedKeys: true };

export const table: RuleTable = {
  rule: sqsCmk,
  compliant: { "aws:sqs/queue:Queue": { kmsMasterKeyId: "alias/dev-audit" } },
  rows: [
    { kind: "compliant", title: "a key of ours", findings: [] },
    ...ownKeyRows("kmsMasterKeyId", { service: "sqs" }),
    {
      kind: "violation",
      title: "keys that SQS owns",
      change: { kmsMasterKeyId: removed, sqsManagedSseEnabled: true },
      findings: ["fail kmsMasterKeyId"],
    },
    {
      kind: "violation",
      title: "keys that SQS owns, where they are only advised against",
      change: { kmsMasterKeyId: removed, sqsManagedSseEnabled: true },
      settings,
      findings: ["advice kmsMasterKeyId"],
    },
    {
      kind: "absent",
      title: "nothing said, where SQS's own keys are only advised against",
      change: { kmsMasterKeyId: removed },
      settings,
      findings: ["advice kmsMasterKeyId"],
    },
    {
      kind: "violation",
      title: "no encryption at all, where SQS's own keys are only advised against",
      change: { kmsMasterKeyId: removed, sqsManagedSseEnabled: false },
      settings,
      findings: ["fail kmsMasterKeyId"],
    },
    {
      kind: "unknown",
      title: "whether there is any encryption, where SQS's own keys are only advised against",
      change: { kmsMasterKeyId: removed, sqsManagedSseEnabled: notKnownYet },
      settings,
      findings: ["fail kmsMasterKeyId"],
    },
  ],
};
