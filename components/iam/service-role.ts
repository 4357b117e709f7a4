import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, roleArn, type Place } from "../naming.ts";
import { policyDocument, serviceTrust, type Statement } from "./policy-document.ts";

export interface ServiceRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the role is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** Service that assumes it, for example `glue.amazonaws.com`. */
  readonly service: string;
  /** What it may do; exact actions on exact resources. Plain values, so that a policy pack can decide at preview. */
  readonly statements: readonly Statement[];
  /**
   * Aliases of the KMS keys it may encrypt and decrypt with, for example `alias/dev-lake`.
   * @default []
   */
  readonly keyAliases?: readonly string[];
}

/** A role for one workload that one AWS service runs. Its name and ARN are known before it exists. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:iam:ServiceRole", name, {}, opts);
    this.roleName = physicalName("iam-role", args.place, args.purpose);
    this.arn = roleArn(args.place, this.roleName);

    const { keyAliases = [] } = args;
    const keys = keyAliases.length === 0 ? [] : [useKeys(args.place, keyAliases)];
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
      { name: args.purpose, role: role.name, policy: policyDocument([...args.statements, ...keys]) },
      { parent: this },
    );

    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}

/**
 * Keys by their aliases: a key's ARN is unknown before the key exists, and would make the whole document unknown.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function useKeys(place: Place, aliases: readonly string[]): Statement {
  return {
    Sid: "UseKeys",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: `arn:aws:kms:${place.region}:${place.accountId}:key/*`,
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } },
  };
}
