import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../iam/policy-document.ts";
import { anyKeyArn, eksClusterArn, managedPolicyArn, physicalName, type Place, roleArn } from "../naming.ts";

export interface ControlPlaneRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Name of the EKS cluster, the only one that gets the role. */
  readonly clusterName: string;
  /** Alias of the key that encrypts Kubernetes secrets, for example `alias/dev-cluster`. */
  readonly secretsKeyAlias: string;
  /**
   * Whether EKS Auto Mode runs nodes, volumes and load balancers, for which it takes more.
   * @default false
   */
  readonly autoMode?: boolean;
}

const clusterPolicies = ["AmazonEKSClusterPolicy"] as const;

/** @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html */
const autoModePolicies = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
] as const;

/** Role that EKS takes to run the control plane of one cluster, and that no other cluster of the account can use. */
export class ControlPlaneRole extends pulumi.ComponentResource {
  readonly arn: string;
  readonly role: aws.iam.Role;

  constructor(name: string, args: ControlPlaneRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:ControlPlaneRole", name, {}, opts);
    const { place } = args;
    const roleName = physicalName("iam-role", place, "eks-control-plane");
    this.arn = roleArn(place, roleName);

    this.role = new aws.iam.Role(
      `${name}-role`,
      {
        name: roleName,
        description: `EKS control plane of ${args.clusterName}`,
        assumeRolePolicy: policyDocument([
          {
            Sid: "AssumedByEks",
            Effect: "Allow",
            Principal: { Service: "eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            // https://docs.aws.amazon.com/eks/latest/userguide/cross-service-confused-deputy-prevention.html
            Condition: {
              StringEquals: { "aws:SourceAccount": place.accountId },
              ArnEquals: { "aws:SourceArn": eksClusterArn(place, args.clusterName) },
            },
          },
        ]),
      },
      { parent: this },
    );
    const policies = [...clusterPolicies, ...((args.autoMode ?? false) ? autoModePolicies : [])];
    for (const policy of policies) {
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: this.role.name, policyArn: managedPolicyArn(place, policy) },
        { parent: this },
      );
    }
    new aws.iam.RolePolicy(
      `${name}-secrets-key`,
      {
        name: "secrets-key",
        role: this.role.name,
        policy: policyDocument([
          {
            Sid: "EncryptSecrets",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
            Resource: anyKeyArn(place),
            Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [args.secretsKeyAlias] } },
          },
        ]),
      },
      { parent: this },
    );

    this.registerOutputs({ arn: this.arn });
  }
}
