import { all, allows, namesWholeService, some } from "../iam/judge.ts";
import { judgeResourcePolicy, resourcePolicyTypes } from "../iam/resource-policies.ts";
import { resourceRule } from "../rule.ts";

export const resourcePolicyNoStarAction = resourceRule({
  id: "resource-policy-no-star-action",
  types: [...resourcePolicyTypes],
  what: "No resource policy allows every action.",
  why: "Whoever is let in for every action may also rewrite the policy, delete the resource and let others in.",
  remedy: "List the actions that the principal calls on the resource.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_72"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  // In the policy of a bucket, `s3:*` is as much as `*`.
  evaluate: (resource) =>
    judgeResourcePolicy(resource, {
      found: "Allow on every action",
      wanted: "for listed actions",
      breaks: (statement) => all(allows(statement), some(statement.actions, namesWholeService)),
    }),
});
