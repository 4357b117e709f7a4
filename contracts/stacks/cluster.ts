import { z } from "zod";
import { defineContract, known, stable } from "./contract.ts";
import { arn } from "./shapes.ts";

/** A controller that this phase gave a role: the service account its pods must run as, and the role they get. */
const controller = z.object({
  roleArn: arn("iam"),
  serviceAccount: z.object({ namespace: z.string().min(1), name: z.string().min(1) }),
});

/** What adds and removes nodes. */
const autoscaling = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("karpenter"),
    controller,
    interruptionQueue: z.object({ name: z.string().min(1).max(80), arn: arn("sqs") }),
    /** Instance profile of the nodes it makes, so that it needs no right to make one. */
    instanceProfileName: z.string().min(1).max(128),
  }),
  z.object({ by: z.literal("cluster-autoscaler"), controller }),
  z.object({ by: z.literal("auto-mode") }),
  z.object({ by: z.literal("none") }),
]);

export const clusterContract = defineContract("cluster", {
  clusterName: stable("Name of the EKS cluster", known(z.string().min(1).max(100))),
  clusterArn: stable("ARN of the EKS cluster", arn("eks")),
  endpoint: stable("HTTPS endpoint of the Kubernetes API", z.url({ protocol: /^https$/ })),
  certificateAuthority: stable("Certificate authority of the Kubernetes API, PEM in base64", z.base64()),
  version: stable("Kubernetes version, for example 1.34", known(z.string().regex(/^1\.\d+$/))),
  vpcId: stable("VPC the cluster lies in", z.string().startsWith("vpc-")),
  clusterSecurityGroupId: stable(
    "Security group that EKS made for control plane and nodes",
    z.string().startsWith("sg-"),
  ),
  nodeRoleArn: stable("Role of the managed nodes", arn("iam")),
  nodeRoleName: stable("Name of that role, which Karpenter's nodes take as well", known(z.string().min(1).max(64))),
  workloadIdentity: stable("How pods get AWS credentials", known(z.enum(["pod-identity", "irsa"]))),
  oidcIssuer: stable(
    "OIDC issuer of the cluster without https://; with irsa, account and issuer make the ARN of its IAM provider",
    z.string().min(1),
  ),
  autoscaling: stable("What adds and removes nodes, and what that needs of AWS", known(autoscaling)),
  addons: stable("EKS add-ons that are installed, by EKS's names", known(z.array(z.string()))),
});
