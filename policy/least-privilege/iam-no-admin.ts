import { judgeIdentityPolicies, identityPolicyTypes } from "../iam/identity-policies.ts";
import { all, allows, some } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

const everything = (name: string): boolean => /^(\*+|\*+:\*+)$/.test(name);

export const iamNoAdmin = resourceRule({
  id: "iam-no-admin",
  types: [...identityPolicyTypes],
  what: "No identity policy allows every action on every resource.",
  why: "Whoever gets hold of such an identity owns the account.",
  remedy: "List the actions the workload calls and the ARNs it calls them on.",
  severity: "critical",
  level: "mandatory",
  controls: { fsbp: ["IAM.1"], cis: ["2.14"], checkov: ["CKV_AWS_62"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: "Allow * on *",
      wanted: "for listed actions on listed resources",
      breaks: (statement) =>
        all(allows(statement), some(statement.actions, everything), some(statement.resources, everything)),
    }),
});
