import { matchesPattern } from "../pattern.ts";
import { read, readEach, type Reading } from "../property.ts";
import { type Finding, type Resource } from "../rule.ts";
import { parseDocument, type PolicyDocument } from "./document.ts";
import { type Answer, any, type Demand, judgeStatements, namesEverything } from "./judge.ts";
import { roleType } from "./trust.ts";

const managedPolicy = "aws:iam/policy:Policy";

/** Types whose documents say what an identity may do. Key and bucket policies are not: there `*` means "this one". */
export const identityPolicyTypes = [
  managedPolicy,
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  roleType,
] as const;

/** Every identity policy of a resource; none of anything that carries none. */
export function identityDocuments({ type, props }: Resource): readonly PolicyDocument[] {
  if (!identityPolicyTypes.some((one) => one === type)) return [];
  return readEach(props, type === roleType ? "inlinePolicies[].policy" : "policy").map(parseDocument);
}

/**
 * The identity policies of a resource that grant something: not a permissions boundary, which cuts what others grant and
 * may therefore allow by exclusion. One is told by its name; `iam-no-broad-managed` refuses to attach it as a grant.
 */
export function grantingDocuments(resource: Resource): readonly PolicyDocument[] {
  return isBoundary(resource) ? [] : identityDocuments(resource);
}

/** Whether a managed policy's name or ARN says that it is a permissions boundary. */
export function namesBoundary(nameOrArn: string): boolean {
  return /boundary$/i.test(nameOrArn);
}

/** Findings over every statement that grants less than everything: that is one rule's finding, `iam-no-admin`. */
export function judgeIdentityPolicies(resource: Resource, demand: Demand): readonly Finding[] {
  return judgeEach(grantingDocuments(resource), {
    ...demand,
    breaks: (statement) => (namesEverything(statement) === "yes" ? "no" : demand.breaks(statement)),
  });
}

/** Whether a policy is of a role, or has itself a name, of some patterns. */
export function isNamedLike({ props }: Resource, names: readonly string[]): Answer {
  const matches = (reading: Reading): Answer => {
    if (reading.state !== "known") return reading.state === "unknown" ? "unknown" : "no";
    const { value } = reading;
    return typeof value === "string" && names.some((pattern) => matchesPattern(pattern, value)) ? "yes" : "no";
  };
  return any(matches(read(props, "role")), matches(read(props, "name")));
}

export function judgeEach(documents: readonly PolicyDocument[], demand: Demand): readonly Finding[] {
  return documents.flatMap((document) => judgeStatements(document, demand));
}

function isBoundary({ type, props }: Resource): boolean {
  if (type !== managedPolicy) return false;
  const name = read(props, "name");
  return name.state === "known" && typeof name.value === "string" && namesBoundary(name.value);
}
