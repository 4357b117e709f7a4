import { type Action } from "../iam/actions.ts";
import { actionsOf, isUnbounded, shortList, takesIn } from "../iam/breadth.ts";
import { dataActions } from "../iam/data-actions.ts";
import { identityPolicyTypes, judgeIdentityPolicies } from "../iam/identity-policies.ts";
import { all } from "../iam/judge.ts";
import { resourceRule } from "../rule.ts";

const listed: ReadonlySet<string> = new Set(dataActions);
const readsData = ({ id }: Action): boolean => listed.has(id);

export const iamNoExfiltration = resourceRule({
  id: "iam-no-exfiltration",
  types: [...identityPolicyTypes],
  what: "Data and secrets are read from named buckets, tables, streams and secrets only.",
  why: "Whoever takes over such a workload carries off all data of the account, not only its own.",
  remedy: "Name bucket and prefix, table, stream, queue or secret in Resource.",
  severity: "high",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_288"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  evaluate: (resource) =>
    judgeIdentityPolicies(resource, {
      found: (statement) => `Allow on any resource of ${shortList(actionsOf(statement).filter(readsData))}`,
      wanted: "for named resources",
      breaks: (statement) => all(isUnbounded(statement), takesIn(statement, readsData)),
    }),
});
