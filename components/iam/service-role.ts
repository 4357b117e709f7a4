import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, roleArn, type Place } from "../naming.ts";
import { policyDocument, serviceTrust, type Statement } from "./policy-document.ts";

export interface ServiceRoleArgs {
  readonly place: Place;
  /** What the role is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** Service that assumes it, for example `glue.amazonaws.com`. */
  readonly service: string;
  /** What it may do; exact actions on exact resources. Plain values, so that a policy pack can decide at preview. */
  readonly statements: readonly Statement[];
  /**
   * Keys it may encrypt and decrypt with: a policy of their own, since their ARNs are unknown before they exist.
   * @default []
   */
  readonly kmsKeyArns?: readonly pulumi.Input<string>[];
}

/** A role for one workload that one AWS service runs. Its name and ARN are known before it exists. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:iam:ServiceRole", name, {}, opts);
    this.roleName = physicalName("iam-role", args.place, args.purpose);
    this.arn = roleArn(args.place, this.roleName);

    const { kmsKeyArns = [] } = args;
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: this.roleName,
        description: `${args.purpose}: assumed by ${args.service}`,
        assumeRolePolicy: serviceTrust(args.service, args.place.accountId),
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: args.purpose, role: role.name, policy: policyDocument(args.statements) },
      { parent: this },
    );

    if (kmsKeyArns.length > 0) {
      const policy = pulumi.all([...kmsKeyArns]).apply((arns) => policyDocument([useKeys(arns)]));
      new aws.iam.RolePolicy(
        `${name}-keys`,
        { name: `${args.purpose}-keys`, role: role.name, policy },
        { parent: this },
      );
    }

    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}

function useKeys(arns: readonly string[]): Statement {
  return {
    Sid: "UseKeys",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    Resource: arns,
  };
}
