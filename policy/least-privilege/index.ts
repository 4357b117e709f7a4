import { type Rule } from "../rule.ts";
import { iamBoundaryAndSession } from "./iam-boundary-and-session.ts";
import { iamDocumentValid } from "./iam-document-valid.ts";
import { iamKmsDecryptScoped } from "./iam-kms-decrypt-scoped.ts";
import { iamNoAdmin } from "./iam-no-admin.ts";
import { iamNoNegation } from "./iam-no-negation.ts";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard.ts";
import { iamTrustPrincipal } from "./iam-trust-principal.ts";
import { lakeformationNoIamAllowed } from "./lakeformation-no-iam-allowed.ts";
import { resourcePolicyNoStarAction } from "./resource-policy-no-star-action.ts";
import { resourcePolicyNotPublic } from "./resource-policy-not-public.ts";

/** Identities may do what they do, and nothing else. */
export const leastPrivilege: readonly Rule[] = [
  iamBoundaryAndSession,
  iamDocumentValid,
  iamKmsDecryptScoped,
  iamNoAdmin,
  iamNoNegation,
  iamNoServiceWildcard,
  iamTrustPrincipal,
  lakeformationNoIamAllowed,
  resourcePolicyNoStarAction,
  resourcePolicyNotPublic,
];
