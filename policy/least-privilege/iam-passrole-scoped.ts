import { identityPolicyTypes, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all, allows, any, boundBy, nameIn, namesAction, not, some } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

export const iamPassroleScoped = resourceRule({
  id: "iam-passrole-scoped",
  types: [...identityPolicyTypes],
  what: "An identity hands named roles to named services only.",
  why: "Whoever passes any role to a service runs code with the most powerful role of the account.",
  remedy:
    'Name the role\'s ARN, or a prefix of the environment, and add Condition: { StringEquals: { "iam:PassedToService": "glue.amazonaws.com" } }.',
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_286"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: "Allow to pass roles, of any name or to any service",
      wanted: "for named roles, bound by a condition on iam:PassedToService",
      breaks: (statement) =>
        all(
          allows(statement),
          namesAction(statement, "iam:PassRole"),
          any(some(statement.resources, isAnyRole), not(boundBy(statement, ["iam:PassedToService"]))),
        ),
    }),
});

function isAnyRole(resource: string): boolean {
  const last = nameIn(resource);
  return last === undefined ? /[*?]$/.test(resource) : /^([*?]*|role\/([*?]|\/)*)$/.test(last);
}
