import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../iam/policy-document.ts";
import { managedPolicyArn, physicalName, type Place, roleArn } from "../naming.ts";

export interface NodeRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Whether EKS Auto Mode runs the nodes, which then need less.
   * @default false
   */
  readonly autoMode?: boolean;
}

/** What a node needs to join and to pull images; addresses for pods are the CNI's business, which has its own role. */
const managedPolicies = {
  managed: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
  autoMode: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
} as const;

/** Role of the nodes. Pods cannot borrow it: the nodes' metadata service answers one hop away only. */
export class NodeRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;

  constructor(name: string, args: NodeRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:NodeRole", name, {}, opts);
    this.roleName = physicalName("iam-role", args.place, "nodes");
    this.arn = roleArn(args.place, this.roleName);

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: this.roleName,
        description: "EKS nodes: join the cluster, pull images",
        // EC2 sends no aws:SourceAccount; an instance profile lies in the role's own account anyway.
        assumeRolePolicy: policyDocument([
          {
            Sid: "AssumedByInstances",
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ]),
      },
      { parent: this },
    );
    for (const policy of managedPolicies[(args.autoMode ?? false) ? "autoMode" : "managed"]) {
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.name, policyArn: managedPolicyArn(args.place, policy) },
        { parent: this },
      );
    }

    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}
