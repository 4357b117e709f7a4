import { iamNoUsers } from "../../../policy/least-privilege/iam-no-users.ts";
import { type RuleTable } from "../table.ts";
import { listed, policy } from "./documents.ts";

const user = "somebody";

export const table: RuleTable = {
  rule: iamNoUsers,
  forbids: true,
  compliant: {
    "aws:iam/user:User": { name: "dev-somebody" },
    "aws:iam/accessKey:AccessKey": { user },
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": {
      userName: user,
      serviceName: "cassandra.amazonaws.com",
    },
    "aws:iam/userLoginProfile:UserLoginProfile": { user },
    "aws:iam/userPolicy:UserPolicy": { user, policy: policy(listed) },
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
      user,
      policyArn: "arn:aws:iam::111122223333:policy/dev-collector",
    },
  },
  rows: iamNoUsers.types.map((type) => ({ kind: "violation", title: type, type, findings: [`fail ${type}`] })),
};
