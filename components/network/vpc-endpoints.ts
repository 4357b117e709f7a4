import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface VpcEndpointsArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** VPC that gets the endpoints. */
  readonly vpcId: pulumi.Input<string>;
  /** Blocks from which the interface endpoints may be reached, by what lies there. */
  readonly clientCidrs: Readonly<Record<string, string>>;
  /** Route tables that get the routes to S3 and DynamoDB. */
  readonly routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets that get the interface endpoints: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
}

/** Gateway endpoints: cost nothing and carry most bytes (the lake, image layers, state). */
type GatewayService = "s3" | "dynamodb";
/** Interface endpoints: keep credentials and logs off the Internet. */
const interfaceServices = ["logs", "secretsmanager"] as const;

/** Private ways to AWS services: gateway endpoints on the route tables, interface endpoints behind one security group. */
export class VpcEndpoints extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;
  /** Prefix lists of the gateway endpoints, for security group rules. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:VpcEndpoints", name, {}, opts);
    const tags = (service: string): { Name: string } => ({ Name: physicalName("tag", args.place, service) });
    const serviceName = (service: string): string => `com.amazonaws.${args.place.region}.${service}`;

    const gateway = (service: GatewayService): aws.ec2.VpcEndpoint =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: args.vpcId,
          serviceName: serviceName(service),
          vpcEndpointType: "Gateway",
          routeTableIds: args.routeTableIds,
          tags: tags(service),
        },
        { parent: this },
      );
    this.prefixListIds = { s3: gateway("s3").prefixListId, dynamodb: gateway("dynamodb").prefixListId };

    const securityGroup = new aws.ec2.SecurityGroup(
      `${name}-sg`,
      {
        name: physicalName("security-group", args.place, "vpc-endpoints"),
        description: "Interface endpoints: HTTPS from the VPC",
        vpcId: args.vpcId,
        tags: tags("vpc-endpoints"),
      },
      { parent: this },
    );
    for (const [client, cidrIpv4] of Object.entries(args.clientCidrs)) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-https-${client}`,
        {
          securityGroupId: securityGroup.id,
          description: `HTTPS from ${client}`,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4,
        },
        { parent: this },
      );
    }
    for (const service of interfaceServices) {
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: args.vpcId,
          serviceName: serviceName(service),
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: [...args.subnetIds],
          securityGroupIds: [securityGroup.id],
          tags: tags(service),
        },
        { parent: this },
      );
    }
    this.securityGroupId = securityGroup.id;

    this.registerOutputs({ securityGroupId: this.securityGroupId, prefixListIds: this.prefixListIds });
  }
}
