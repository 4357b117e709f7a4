import { type Action } from "../iam/actions.ts";
import { actionsOf, isUnbounded, shortList, takesIn } from "../iam/breadth.ts";
import { identityPolicyTypes, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

const managesPermissions = ({ accessLevel }: Action): boolean => accessLevel === "Permissions management";

export const iamNoPermissionsManagement = resourceRule({
  id: "iam-no-permissions-management",
  types: [...identityPolicyTypes],
  what: "Permissions are changed on named resources, or under a condition.",
  why: "Whoever may write any policy, grant or share gives themselves, or another account, what the policy does not say.",
  remedy:
    "Name the resources; where the action takes none, bind it, for example lakeformation:GrantPermissions to a role of its own, or kms:CreateGrant by kms:GrantIsForAWSResource.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_289"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: (statement) => `Allow on any resource of ${shortList(actionsOf(statement).filter(managesPermissions))}`,
      wanted: "for named resources, or bound by a condition on them",
      breaks: (statement) => all(isUnbounded(statement), takesIn(statement, managesPermissions)),
    }),
});
