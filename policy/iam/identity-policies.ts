import { readEach } from "../property.ts";
import { type Finding, type Resource } from "../rule.ts";
import { parseDocument } from "./document.ts";
import { type Demand, judgeStatements } from "./judge.ts";

const role = "aws:iam/role:Role";

/** Types whose documents say what an identity may do. Key and bucket policies are not: there `*` means "this one". */
export const identityPolicyTypes = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  role,
] as const;

/** Findings over every statement of every identity policy of a resource. */
export function judgeIdentityPolicies({ type, props }: Resource, demand: Demand): readonly Finding[] {
  const path = type === role ? "inlinePolicies[].policy" : "policy";
  return readEach(props, path).flatMap((reading) => judgeStatements(parseDocument(reading), demand));
}
