import { type Action, expandAction } from "../iam/actions.ts";
import { canName } from "../iam/arn.ts";
import { actionsOf } from "../iam/breadth.ts";
import { type Statement } from "../iam/document.ts";
import { grantingDocuments, identityPolicyTypes } from "../iam/identity-policies.ts";
import { allows } from "../iam/judge.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const wanted = "for actions and resources of one kind";

export const iamResourceMatchesAction = resourceRule({
  id: "iam-resource-matches-action",
  types: [...identityPolicyTypes],
  what: "Every action of a statement finds a resource of its kind there, and every resource an action.",
  why: "A grant on another kind of resource grants nothing: the workload fails at its first call, or the statement lies about what it needs.",
  remedy:
    "Name the kind of ARN that the action takes, for example bucket/* for s3:GetObject and the bucket for s3:ListBucket; actions that take * alone want a statement with Resource *.",
  severity: "low",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  settings: {
    incomplete: {
      what: "Services whose resources the service data does not list in full.",
      schema: { type: "array", items: { type: "string" } },
      // Two generations share the name and their actions; the data has the resources of one.
      default: ["elasticloadbalancing"],
    },
  },
  evaluate: (resource, { incomplete }) =>
    grantingDocuments(resource).flatMap((document) => {
      if (document.state === "unknown") return [undecided(document, wanted)];
      const skips = ({ actions }: Statement): boolean =>
        actions.values.some((action) => incomplete.includes(action.split(":")[0] ?? ""));
      return document.state === "known"
        ? document.statements.filter((statement) => !skips(statement)).flatMap(judge)
        : [];
    }),
});

/** One finding for a statement, which names all that meets nothing. What does not exist is another rule's finding. */
function judge(statement: Statement): readonly Finding[] {
  const { actions, resources } = statement;
  const allowed = allows(statement);
  if (allowed === "no" || resources.values.length + Number(resources.unknown) === 0) return [];
  const all = actionsOf(statement);
  const meets = (name: string, some: readonly Action[]): boolean =>
    some.some((action) => canName(name, action) || canName(withAccount(name), action));
  const dead = actions.values.filter((pattern) => {
    const taken = expandAction(pattern).actions;
    return taken.length > 0 && !resources.unknown && !resources.values.some((name) => meets(name, taken));
  });
  const idle = resources.values.filter((name) => all.length > 0 && !actions.unknown && !meets(name, all));
  if (dead.length + idle.length > 0 && allowed === "yes") {
    return [fail(statement, `about ${[...dead, ...idle].join(", ")}, which meets nothing there`, wanted)];
  }
  return actions.unknown || resources.unknown || allowed === "unknown" ? [undecided(statement, wanted)] : [];
}

/** What AWS owns has no account in its ARN, for example public parameters: `arn:aws:ssm:eu-west-1::parameter/aws/*`. */
function withAccount(resource: string): string {
  return resource.replace(/^(arn:[^:]*:[^:]*:[^:]+)::/, "$1:*:");
}
