import { policyDocument } from "../iam/policy-document.ts";
import { oidcProviderArn, type Place } from "../naming.ts";
import { type ServiceAccount } from "./pod-identity.ts";

/** Audience of the tokens that EKS projects into pods for IAM. */
export const irsaAudience = "sts.amazonaws.com";

/**
 * Trust policy of a role that the pods of one service account get by IRSA, from the cluster's own OIDC issuer. It names one
 * subject exactly: a pattern would let another namespace's service account in.
 *
 * @param issuer without `https://`
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust(place: Place, serviceAccount: ServiceAccount, issuer: string): string {
  return policyDocument([
    {
      Sid: "AssumedByPods",
      Effect: "Allow",
      Principal: { Federated: oidcProviderArn(place, issuer) },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: irsaAudience,
          [`${issuer}:sub`]: `system:serviceaccount:${serviceAccount.namespace}:${serviceAccount.name}`,
        },
      },
    },
  ]);
}
