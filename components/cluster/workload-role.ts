import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Grant, permissionsDocument } from "../iam/grant.ts";
import { managedPolicyArn, physicalName, type Place, roleArn } from "../naming.ts";
import { irsaTrust } from "./irsa.ts";
import { podIdentityTrust, type ServiceAccount } from "./pod-identity.ts";
import { type WorkloadIdentity } from "./workload-identity.ts";

export interface WorkloadRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the role is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** The one service account whose pods get the role. */
  readonly serviceAccount: ServiceAccount;
  /**
   * How the cluster's pods get credentials.
   * @default - EKS Pod Identity
   */
  readonly identity?: WorkloadIdentity;
  /**
   * What it may do, from the functions of `components/iam/grants`.
   * @default - nothing beyond the managed policies
   */
  readonly grants?: readonly Grant[];
  /**
   * Policies that AWS keeps, by name with their path, for example `service-role/AmazonEBSCSIDriverPolicy`.
   * @default - none
   */
  readonly managedPolicies?: readonly string[];
}

/** AWS credentials for the pods of one service account: a role that only they can take, however the cluster hands it out. */
export class WorkloadRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;
  /** Annotations the service account must carry to get the role; none with Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;

  constructor(name: string, args: WorkloadRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:cluster:WorkloadRole", name, {}, opts);
    const { place, serviceAccount, identity, grants = [], managedPolicies = [] } = args;
    const irsa = identity?.by === "irsa" ? pulumi.output(identity.oidcIssuer) : undefined;
    this.roleName = physicalName("iam-role", place, args.purpose);
    this.arn = roleArn(place, this.roleName);
    this.annotations = irsa === undefined ? {} : { "eks.amazonaws.com/role-arn": this.arn };

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: this.roleName,
        description: `${args.purpose}: pods of ${serviceAccount.namespace}/${serviceAccount.name}`,
        assumeRolePolicy:
          irsa?.apply((issuer) => irsaTrust(place, serviceAccount, issuer)) ?? podIdentityTrust(place, serviceAccount),
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
          {
            name: args.purpose,
            role: role.name,
            policy: permissionsDocument(place, this.roleName, grants),
          },
          { parent: this },
        ),
      );
    }
    if (irsa === undefined) {
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
    }

    this.registerOutputs({ roleName: this.roleName, arn: this.arn, annotations: this.annotations });
  }
}

function lastPart(policy: string): string {
  return policy.slice(policy.lastIndexOf("/") + 1);
}
