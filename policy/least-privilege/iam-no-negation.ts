import { type PolicyDocument, type Statement } from "../iam/document.ts";
import { grantingDocuments, identityPolicyTypes, judgeEach } from "../iam/identity-policies.ts";
import { all, allows, type Answer, any } from "../iam/judge.ts";
import { resourceDocument, resourcePolicyTypes } from "../iam/resource-policies.ts";
import { trustDocument } from "../iam/trust.ts";
import { type Resource, resourceRule } from "../rule.ts";

export const iamNoNegation = resourceRule({
  id: "iam-no-negation",
  types: [...identityPolicyTypes, ...resourcePolicyTypes],
  what: "No policy allows by exclusion.",
  why: "NotAction, NotResource and NotPrincipal beside Allow grant all that nobody thought of, and all that AWS will add.",
  remedy: "List what is allowed in Action, Resource and Principal; keep the exclusions in statements that deny.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  // A permissions boundary may: it grants nothing, and what each identity may do is said by its own policies.
  evaluate: (resource) =>
    judgeEach(documentsOf(resource), {
      found: "Allow by exclusion",
      wanted: "without NotAction, NotResource and NotPrincipal",
      breaks: (statement) => all(allows(statement), excludes(statement)),
    }),
});

function documentsOf(resource: Resource): readonly PolicyDocument[] {
  return [...grantingDocuments(resource), trustDocument(resource), resourceDocument(resource)];
}

function excludes({ notActions, notResources, notPrincipals }: Statement): Answer {
  return any(
    ...[notActions, notResources, notPrincipals].map(({ values, unknown }) =>
      values.length > 0 || unknown ? ("yes" as const) : ("no" as const),
    ),
  );
}
