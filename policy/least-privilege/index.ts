import { type Rule } from "../rule.ts";
import { iamKmsDecryptScoped } from "./iam-kms-decrypt-scoped.ts";
import { iamNoAdmin } from "./iam-no-admin.ts";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard.ts";
import { iamRoleHasBoundary } from "./iam-role-has-boundary.ts";
import { iamTrustPrincipal } from "./iam-trust-principal.ts";
import { lakeformationNoIamAllowed } from "./lakeformation-no-iam-allowed.ts";

/** Identities may do what they do, and nothing else. */
export const leastPrivilege: readonly Rule[] = [
  iamKmsDecryptScoped,
  iamNoAdmin,
  iamNoServiceWildcard,
  iamRoleHasBoundary,
  iamTrustPrincipal,
  lakeformationNoIamAllowed,
];
