import type * as pulumi from "@pulumi/pulumi";

/** How pods get AWS credentials. */
export const workloadIdentities = ["pod-identity", "irsa"] as const;

/** How the pods of a cluster get AWS credentials, as its contract says it. */
export interface WorkloadIdentity {
  /**
   * - `pod-identity`: EKS hands a role to a service account by an association; one trust policy for every cluster.
   * - `irsa`: IAM trusts the cluster's OIDC issuer; for Fargate and for roles of other accounts.
   */
  readonly by: (typeof workloadIdentities)[number];
  /** OIDC issuer of the cluster, without `https://`. */
  readonly oidcIssuer: pulumi.Input<string>;
}
