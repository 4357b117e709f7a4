import { type AccessLevel, type Action, expandAction } from "../iam/actions.ts";
import { shortList } from "../iam/breadth.ts";
import { type Statement } from "../iam/document.ts";
import { identityPolicyTypes, isNamedLike, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all, allows, type Answer, namesWholeService } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

export const iamWildcardHidesWrite = resourceRule({
  id: "iam-wildcard-hides-write",
  types: [...identityPolicyTypes],
  what: "No pattern of actions takes in one that changes permissions, nor in a reader's policy one that writes.",
  why: "A prefix like Put* reads as data and holds the right to rewrite the policy beside it; AWS adds actions to it without asking.",
  remedy: "List the actions in place of the pattern.",
  severity: "medium",
  level: "mandatory",
  controls: { cdkNag: ["IAM5"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
  settings: {
    readers: {
      what: "Names of roles, or policies, that only read, by patterns. A policy does not see the tags of its role.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*-preview", "*-read-only", "*-reader", "*-viewer"],
    },
  },
  evaluate: (resource, { readers }) => {
    const hidden = (statement: Statement): readonly Action[] => hiddenIn(statement, isNamedLike(resource, readers));
    return judgeIdentityPolicies(resource, {
      found: (statement) => `Allow by a pattern, which takes in ${shortList(hidden(statement))}`,
      wanted: "for listed actions",
      breaks: (statement) =>
        all(
          allows(statement),
          answer(
            statement,
            hidden(statement),
            isNamedLike(resource, readers) === "unknown" && hiddenIn(statement, "yes").length > 0,
          ),
        ),
    });
  },
});

function answer({ actions }: Statement, hidden: readonly Action[], maybeMore: boolean): Answer {
  return hidden.length > 0 ? "yes" : actions.unknown || maybeMore ? "unknown" : "no";
}

/** All of a service is the finding of `iam-no-service-wildcard`. */
function hiddenIn({ actions }: Statement, isReader: Answer): readonly Action[] {
  const refused: readonly AccessLevel[] =
    isReader === "yes" ? ["Permissions management", "Write", "Tagging"] : ["Permissions management"];
  const patterns = actions.values.filter((name) => /[*?]/.test(name) && !namesWholeService(name));
  return patterns
    .flatMap((pattern) => expandAction(pattern).actions)
    .filter(({ accessLevel }) => refused.includes(accessLevel));
}
