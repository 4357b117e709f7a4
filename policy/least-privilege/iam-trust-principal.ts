import { parseDocument, type Statement } from "../iam/document.ts";
import { all, allows, type Answer, any, boundBy, forAnybody, judgeStatements, not } from "../iam/judge.ts";
import { read } from "../property.ts";
import { resourceRule } from "../rule.ts";

/** Keys of conditions that say who comes, where the principal does not. */
const fences = [
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "sts:ExternalId",
];

export const iamTrustPrincipal = resourceRule({
  id: "iam-trust-principal",
  types: ["aws:iam/role:Role"],
  what: "A role trusts named principals; whole accounts only under a condition.",
  why: "A role that anybody may assume gives its permissions to anybody; one that trusts an account, to all its users.",
  remedy:
    "Name the service or role that assumes it. For an account's root add a condition on sts:ExternalId, aws:PrincipalOrgID or aws:PrincipalArn.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  evaluate: ({ props }) =>
    judgeStatements(parseDocument(read(props, "assumeRolePolicy")), {
      found: "open to everybody or to a whole account",
      wanted: "for named principals, or bound by a condition on who comes",
      breaks: (statement) =>
        all(
          allows(statement),
          any(
            all(
              forAnybody(statement),
              not(
                boundBy(
                  statement,
                  fences.filter((key) => key !== "sts:ExternalId"),
                ),
              ),
            ),
            all(forAccount(statement), not(boundBy(statement, fences))),
            ...webIdentities.map((provider) =>
              all(isFederated(statement, provider), not(boundBy(statement, [`${provider}:aud`, `${provider}:app_id`]))),
            ),
          ),
        ),
    }),
});

/** A bare account id means the account's root, which means every identity that the account lets in. */
function forAccount({ principals }: Statement): Answer {
  const isAccount = principals.values.some(({ value }) => /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(value));
  return isAccount ? "yes" : principals.unknown ? "unknown" : "no";
}

const webIdentities = ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

function isFederated({ principals }: Statement, provider: string): Answer {
  const named = principals.values.some(({ kind, value }) => kind === "Federated" && value === provider);
  return named ? "yes" : principals.unknown ? "unknown" : "no";
}
