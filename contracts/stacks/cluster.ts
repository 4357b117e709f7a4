import { z } from "zod";
import { defineContract, known, stable } from "./contract.ts";
import { arn } from "./shapes.ts";

export const clusterContract = defineContract("cluster", {
  clusterName: stable("Name of the EKS cluster", known(z.string().min(1).max(100))),
  clusterArn: stable("ARN of the EKS cluster", arn("eks")),
  endpoint: stable("HTTPS endpoint of the Kubernetes API", z.url({ protocol: /^https$/ })),
  version: stable("Kubernetes version, for example 1.34", known(z.string().regex(/^1\.\d+$/))),
  nodeRoleArn: stable("Role of the managed nodes", arn("iam")),
  workloadIdentity: stable("How pods get AWS credentials", known(z.enum(["pod-identity"]))),
});
