import { type Action } from "../iam/actions.ts";
import { actionsOf, isNarrowed, shortList, takesIn } from "../iam/breadth.ts";
import { identityPolicyTypes, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all, allows, not, some } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

const canBeNamed = ({ isWildcardOnly }: Action): boolean => !isWildcardOnly;

export const iamResourceStar = resourceRule({
  id: "iam-resource-star",
  types: [...identityPolicyTypes],
  what: "An action that takes resources is allowed on named ones.",
  why: "With Resource * the workload reaches the same resources of every other workload in the account.",
  remedy:
    "List ARNs, or prefixes of the environment; keep actions that take * alone in a statement of their own. Where no ARN can say it, add a condition on aws:ResourceTag or a key of the service.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_355", "CKV_AWS_290"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: (statement) => `Allow on every resource of ${shortList(actionsOf(statement).filter(canBeNamed))}`,
      wanted: "for listed ARNs, or bound by a condition on the resource",
      breaks: (statement) =>
        all(
          allows(statement),
          some(statement.resources, (name) => /^\*+$/.test(name)),
          takesIn(statement, canBeNamed),
          not(isNarrowed(statement)),
        ),
    }),
});
