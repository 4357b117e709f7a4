import { actionsOf, isUnbounded } from "../iam/breadth.ts";
import { type PolicyDocument, type Statement } from "../iam/document.ts";
import { escalations } from "../iam/escalations.ts";
import { grantingDocuments, identityPolicyTypes } from "../iam/identity-policies.ts";
import { namesEverything } from "../iam/judge.ts";
import { roleType } from "../iam/trust.ts";
import { fail, type Finding, stackRule, type StackResource, undecided } from "../rule.ts";
import { given, linkedFrom, linkedTo } from "../stack-links.ts";

const wanted = "without a set of actions that leads to the permissions of others";

export const iamNoPrivilegeEscalation = stackRule({
  id: "iam-no-privilege-escalation",
  types: [...identityPolicyTypes],
  what: "No identity can give itself the permissions of another.",
  why: "Actions that are harmless one by one, such as passing a role and starting a function, together open whatever the account's best role may do.",
  remedy:
    "Name resources for at least one action of each set: the roles that may be passed, the functions that may be changed; or leave it to another role.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_286", "CKV_AWS_110"] },
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  evaluate: (resource, stack) => {
    const own = documentsOf(resource);
    const found = own.flatMap(judge);
    return resource.type === roleType && found.length === 0 ? judgeTogether(resource, stack, own) : found;
  },
});

/** Of a role's inline policies those alone that the program gave: at preview the provider's answer is unknown. */
function documentsOf(resource: StackResource): readonly PolicyDocument[] {
  const absent = resource.type === roleType && given(resource, "inlinePolicies").state === "absent";
  return absent ? [] : grantingDocuments(resource);
}

function judge(document: PolicyDocument): readonly Finding[] {
  if (document.state === "unknown") return [undecided(document, wanted)];
  const sets = setsWithin(unboundedActions(document));
  if (sets.length > 0) return [fail(document, found(sets), wanted)];
  if (document.state !== "known") return [];
  const open = document.statements.filter((statement) => isUnbounded(statement) !== "no");
  const perhaps = setsWithin(new Set(open.flatMap((statement) => actionsOf(statement).map(({ id }) => id))));
  const isOpen =
    perhaps.length > 0 &&
    open.some((statement) => isUnbounded(statement) === "unknown" && namesEverything(statement) !== "yes");
  return isOpen || open.some(({ actions }) => actions.unknown) ? [undecided(document, wanted)] : [];
}

/** A set that no policy of the role has alone, and all together have. */
function judgeTogether(
  role: StackResource,
  stack: readonly StackResource[],
  own: readonly PolicyDocument[],
): readonly Finding[] {
  const documents = [...own, ...policiesOf(role, stack).flatMap(documentsOf)];
  const alone = documents.flatMap((document) => setsWithin(unboundedActions(document)));
  const together = setsWithin(new Set(documents.flatMap((document) => [...unboundedActions(document)])));
  const sets = together.filter((set) => !alone.includes(set));
  return sets.length > 0 ? [fail({ path: "inlinePolicies" }, `with other policies, ${found(sets)}`, wanted)] : [];
}

function policiesOf(role: StackResource, stack: readonly StackResource[]): readonly StackResource[] {
  const link = { property: "role", names: ["name", "id"] };
  const inline = linkedTo(role, stack, { ...link, types: ["aws:iam/rolePolicy:RolePolicy"] });
  const attachments = linkedTo(role, stack, { ...link, types: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] });
  const managed = { types: ["aws:iam/policy:Policy"], names: ["arn", "id"] };
  return [
    ...inline,
    ...attachments.flatMap((attachment) => linkedFrom(attachment, stack, { ...managed, property: "policyArn" })),
    ...linkedFrom(role, stack, { ...managed, property: "managedPolicyArns[]" }),
  ];
}

/** What a document allows on any resource. All of everything is the finding of `iam-no-admin`. */
function unboundedActions(document: PolicyDocument): ReadonlySet<string> {
  if (document.state !== "known") return new Set();
  const isOpen = (statement: Statement): boolean =>
    isUnbounded(statement) === "yes" && namesEverything(statement) !== "yes";
  return new Set(document.statements.filter(isOpen).flatMap((statement) => actionsOf(statement).map(({ id }) => id)));
}

function setsWithin(actions: ReadonlySet<string>): readonly (readonly string[])[] {
  return escalations.filter((set) => set.every((action) => actions.has(action)));
}

function found(sets: readonly (readonly string[])[]): string {
  const [first = []] = sets;
  return `with ${first.join(" and ")} on any resource${sets.length > 1 ? `, and ${sets.length - 1} more such sets` : ""}`;
}
