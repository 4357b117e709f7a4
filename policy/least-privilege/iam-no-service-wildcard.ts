import { judgeIdentityPolicies, identityPolicyTypes } from "../iam/identity-policies.ts";
import { all, allows, namesWholeService, some } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

export const iamNoServiceWildcard = resourceRule({
  id: "iam-no-service-wildcard",
  types: [...identityPolicyTypes],
  what: "No identity policy allows all actions of a service.",
  why: "Such a grant takes in deletion, permission changes and every action that AWS will ever add to the service.",
  remedy: "List the actions the workload calls.",
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["IAM.21"], checkov: ["CKV_AWS_63"], cdkNag: ["IAM5"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: "Allow on every action of a service",
      wanted: "for listed actions",
      breaks: (statement) => all(allows(statement), some(statement.actions, namesWholeService)),
    }),
});
