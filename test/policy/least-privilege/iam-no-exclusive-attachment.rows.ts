import { iamNoExclusiveAttachment } from "../../../policy/least-privilege/iam-no-exclusive-attachment.ts";
import { type RuleTable } from "../table.ts";

const type = "aws:iam/policyAttachment:PolicyAttachment";

export const table: RuleTable = {
  rule: iamNoExclusiveAttachment,
  forbids: true,
  compliant: { [type]: { roles: ["dev-collector"], policyArn: "arn:aws:iam::111122223333:policy/dev-collector" } },
  rows: [{ kind: "violation", title: "whatever it attaches", findings: [`fail ${type}`] }],
};
