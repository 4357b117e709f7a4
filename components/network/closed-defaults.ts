import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface ClosedDefaultsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC whose defaults are closed. */
  readonly vpcId: pulumi.Input<string>;
  /** Network ACL that AWS gave the VPC. */
  readonly defaultNetworkAclId: pulumi.Input<string>;
  /** Route table that AWS gave the VPC, its main one. */
  readonly defaultRouteTableId: pulumi.Input<string>;
}

/**
 * What AWS gives every VPC, emptied: whatever is put into the VPC without a security group, network ACL or route table
 * of its own reaches nobody and nobody reaches it.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html EC2.2
 */
export class ClosedDefaults extends pulumi.ComponentResource {
  constructor(name: string, args: ClosedDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:ClosedDefaults", name, {}, opts);
    const tags = { Name: physicalName("tag", args.place, "default-closed") };
    new aws.ec2.DefaultSecurityGroup(
      `${name}-sg`,
      { vpcId: args.vpcId, ingress: [], egress: [], tags },
      { parent: this },
    );
    new aws.ec2.DefaultNetworkAcl(
      `${name}-nacl`,
      { defaultNetworkAclId: args.defaultNetworkAclId, ingress: [], egress: [], tags },
      // A subnet whose own ACL goes away falls back to this one; that is AWS's doing and no drift of ours.
      { parent: this, ignoreChanges: ["subnetIds"] },
    );
    new aws.ec2.DefaultRouteTable(
      `${name}-routes`,
      { defaultRouteTableId: args.defaultRouteTableId, routes: [], tags },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
