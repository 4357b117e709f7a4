import { read } from "../property.ts";
import { type Resource } from "../rule.ts";
import { parseDocument, type PolicyDocument } from "./document.ts";

export const roleType = "aws:iam/role:Role";

/** Who may assume a role; absent of anything that is no role. */
export function trustDocument({ type, props }: Resource): PolicyDocument {
  const path = "assumeRolePolicy";
  return type === roleType ? parseDocument(read(props, path)) : { state: "absent", path };
}
