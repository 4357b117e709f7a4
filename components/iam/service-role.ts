import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, roleArn, type Place } from "../naming.ts";
import { type Grant, permissionsDocument } from "./grant.ts";
import { serviceTrust } from "./policy-document.ts";

export interface ServiceRoleArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the role is for, the last part of its name `<environment>-<purpose>`. */
  readonly purpose: string;
  /** Service that assumes it, for example `glue.amazonaws.com`; several where one acts through another. */
  readonly service: string | readonly string[];
  /** What it may do, from the functions of `./grants`. Plain values, so that a policy pack can decide at preview. */
  readonly grants: readonly Grant[];
}

/** A role for one workload that one AWS service runs. Its name and ARN are known before it exists. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly roleName: string;
  readonly arn: string;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:iam:ServiceRole", name, {}, opts);
    this.roleName = physicalName("iam-role", args.place, args.purpose);
    this.arn = roleArn(args.place, this.roleName);

    const policy = permissionsDocument(args.place, this.roleName, args.grants);
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: this.roleName,
        description: `${args.purpose}: assumed by ${[args.service].flat().join(", ")}`,
        assumeRolePolicy: serviceTrust(args.service, args.place.accountId),
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(`${name}-policy`, { name: args.purpose, role: role.name, policy }, { parent: this });

    this.registerOutputs({ roleName: this.roleName, arn: this.arn });
  }
}
