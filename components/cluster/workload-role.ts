import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Grant, permissionsDocument } from "../iam/grant.ts";
import { managedPolicyArn, physicalName, roleArn, type Place } from "../naming.ts";
import { podIdentityTrust, type ServiceAccount } from "./pod-identity.ts";

export interface WorkloadRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the role is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** The one service account whose pods get the role. */
  readonly serviceAccount: ServiceAccount;
  /**
   * What it may do, from the functions of `../iam/grants`.
   * @default - nothing beyond the managed policies
   */
  readonly grants?: readonly Grant[];
  /**
   * AWS managed policies by name without the ARN's front, for example `service-role/AmazonEBSCSIDriverPolicy`.
   * @default - none
   */
  readonly managedPolicies?: readonly string[];
}

/** AWS credentials for the pods of one service account: a role that only they can take, and its association in EKS. */
export class WorkloadRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;

  constructor(name: string, args: WorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:WorkloadRole", name, {}, opts);
    const { place, serviceAccount, grants = [], managedPolicies = [] } = args;
    this.roleName = physicalName("iam-role", place, args.purpose);
    this.arn = roleArn(place, this.roleName);

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: this.roleName,
        description: `${args.purpose}: pods of ${serviceAccount.namespace}/${serviceAccount.name}`,
        assumeRolePolicy: podIdentityTrust(place, serviceAccount),
      },
      { parent: this },
    );
    const permissions: pulumi.Resource[] = managedPolicies.map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${lastPart(policy)}`,
          { role: role.name, policyArn: managedPolicyArn(place, policy) },
          { parent: this },
        ),
    );
    if (grants.length > 0) {
      permissions.push(
        new aws.iam.RolePolicy(
          `${name}-policy`,
          { name: args.purpose, role: role.name, policy: permissionsDocument(place, this.roleName, grants) },
          { parent: this },
        ),
      );
    }
    new aws.eks.PodIdentityAssociation(
      `${name}-association`,
      {
        clusterName: serviceAccount.clusterName,
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
        roleArn: role.arn,
      },
      // A pod that gets the role before its permissions fails, and some do not try again.
      { parent: this, dependsOn: permissions },
    );

    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}

function lastPart(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
