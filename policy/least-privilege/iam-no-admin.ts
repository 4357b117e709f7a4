import { identityDocuments, identityPolicyTypes, judgeEach } from "../iam/identity-policies.ts";
import { all, allows, namesEverything } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

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
  // A permissions boundary as well: one that allows everything bounds nothing.
  evaluate: (resource) =>
    judgeEach(identityDocuments(resource), {
      found: "Allow * on *",
      wanted: "for listed actions on listed resources",
      breaks: (statement) => all(allows(statement), namesEverything(statement)),
    }),
});
