import { type Rule } from "../rule.ts";
import { eksAccessLeast } from "./eks-access-least.ts";
import { iamActionExists } from "./iam-action-exists.ts";
import { iamBoundaryAndSession } from "./iam-boundary-and-session.ts";
import { iamDocumentValid } from "./iam-document-valid.ts";
import { iamIrsaConditions } from "./iam-irsa-conditions.ts";
import { iamKafkaScoped } from "./iam-kafka-scoped.ts";
import { iamKmsDecryptScoped } from "./iam-kms-decrypt-scoped.ts";
import { iamNoAdmin } from "./iam-no-admin.ts";
import { iamNoBroadManaged } from "./iam-no-broad-managed.ts";
import { iamNoCredentialExposure } from "./iam-no-credential-exposure.ts";
import { iamNoExclusiveAttachment } from "./iam-no-exclusive-attachment.ts";
import { iamNoExfiltration } from "./iam-no-exfiltration.ts";
import { iamNoNegation } from "./iam-no-negation.ts";
import { iamNoPermissionsManagement } from "./iam-no-permissions-management.ts";
import { iamNoPrivilegeEscalation } from "./iam-no-privilege-escalation.ts";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard.ts";
import { iamNoUsers } from "./iam-no-users.ts";
import { iamOidcAudience } from "./iam-oidc-audience.ts";
import { iamPassroleScoped } from "./iam-passrole-scoped.ts";
import { iamPodIdentityConditions } from "./iam-pod-identity-conditions.ts";
import { iamResourceMatchesAction } from "./iam-resource-matches-action.ts";
import { iamResourceStar } from "./iam-resource-star.ts";
import { iamRolePerWorkload } from "./iam-role-per-workload.ts";
import { iamTrustConfusedDeputy } from "./iam-trust-confused-deputy.ts";
import { iamTrustPrincipal } from "./iam-trust-principal.ts";
import { iamWildcardHidesWrite } from "./iam-wildcard-hides-write.ts";
import { lakeformationNoIamAllowed } from "./lakeformation-no-iam-allowed.ts";
import { lambdaPermissionScoped } from "./lambda-permission-scoped.ts";
import { resourcePolicyNoStarAction } from "./resource-policy-no-star-action.ts";
import { resourcePolicyNotPublic } from "./resource-policy-not-public.ts";
import { vpcePolicyScoped } from "./vpce-policy-scoped.ts";

/** Identities may do what they do, and nothing else. */
export const leastPrivilege: readonly Rule[] = [
  eksAccessLeast,
  iamActionExists,
  iamBoundaryAndSession,
  iamDocumentValid,
  iamIrsaConditions,
  iamKafkaScoped,
  iamKmsDecryptScoped,
  iamNoAdmin,
  iamNoBroadManaged,
  iamNoCredentialExposure,
  iamNoExclusiveAttachment,
  iamNoExfiltration,
  iamNoNegation,
  iamNoPermissionsManagement,
  iamNoPrivilegeEscalation,
  iamNoServiceWildcard,
  iamNoUsers,
  iamOidcAudience,
  iamPassroleScoped,
  iamPodIdentityConditions,
  iamResourceMatchesAction,
  iamResourceStar,
  iamRolePerWorkload,
  iamTrustConfusedDeputy,
  iamTrustPrincipal,
  iamWildcardHidesWrite,
  lakeformationNoIamAllowed,
  lambdaPermissionScoped,
  resourcePolicyNoStarAction,
  resourcePolicyNotPublic,
  vpcePolicyScoped,
];
