import { actionsOf, isUnbounded, shortList, takesIn } from "../iam/breadth.ts";
import { type Action } from "../iam/actions.ts";
import { credentialActions } from "../iam/credential-actions.ts";
import { identityPolicyTypes, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

const listed: ReadonlySet<string> = new Set(credentialActions);

export const iamNoCredentialExposure = resourceRule({
  id: "iam-no-credential-exposure",
  types: [...identityPolicyTypes],
  what: "Credentials are handed out for named resources only.",
  why: "A token, password or key of any resource is the access of everybody who uses that resource.",
  remedy: "Name the resource that the credential is for: one role, one database, one domain.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_287"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  settings: {
    allowed: {
      what: "Actions that may be allowed on *, because they take no resource and their credential opens what other policies allow.",
      schema: { type: "array", items: { type: "string" } },
      default: ["ecr-public:GetAuthorizationToken", "ecr:GetAuthorizationToken", "sts:GetSessionToken"],
    },
  },
  evaluate: (resource, { allowed }) => {
    const exposes = ({ id }: Action): boolean => listed.has(id) && !allowed.includes(id);
    return judgeIdentityPolicies(resource, {
      found: (statement) => `Allow on any resource of ${shortList(actionsOf(statement).filter(exposes))}`,
      wanted: "for named resources",
      breaks: (statement) => all(isUnbounded(statement), takesIn(statement, exposes)),
    });
  },
});
