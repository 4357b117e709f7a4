import { policyDocument } from "../iam/policy-document.ts";
import { eksClusterArn, type Place } from "../naming.ts";

/** One Kubernetes service account in one cluster. */
export interface ServiceAccount {
  readonly clusterName: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * Trust policy of a role that the pods of one service account get from EKS Pod Identity. The conditions are what keeps
 * another cluster or another namespace of this account from taking the role, whatever associations somebody makes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html (the tags EKS sets on the session)
 */
export function podIdentityTrust(place: Place, serviceAccount: ServiceAccount): string {
  return policyDocument([
    {
      Sid: "AssumedByPods",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": eksClusterArn(place, serviceAccount.clusterName),
          "aws:RequestTag/eks-cluster-name": serviceAccount.clusterName,
          "aws:RequestTag/kubernetes-namespace": serviceAccount.namespace,
          "aws:RequestTag/kubernetes-service-account": serviceAccount.name,
        },
      },
    },
  ]);
}
