import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { vpcEndpointAlarm } from "../alerting/catalogue/vpc-endpoint.ts";
import { physicalName, type Place } from "../naming.ts";
import { endpointPolicy, type Perimeter } from "./endpoint-policy.ts";
import { type GatewayService, type InterfaceService } from "./endpoint-services.ts";

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
  /** Services that get an interface endpoint. */
  readonly interfaceServices: readonly InterfaceService[];
  /**
   * Whom the endpoints let through beside this account.
   * @default {}
   */
  readonly perimeter?: Perimeter;
}

/**
 * Private ways to AWS services: gateway endpoints on the route tables, interface endpoints behind one security group,
 * each with a policy that lets through our principals and our resources only.
 */
export class VpcEndpoints extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;
  /** Endpoint IDs by service. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** Prefix lists of the gateway endpoints, for security group rules. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;
  /** What an alarm should watch: the interface endpoints. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:VpcEndpoints", name, {}, opts);
    const securityGroup = this.#securityGroup(name, args);
    const serviceName = (service: string): string => `com.amazonaws.${args.place.region}.${service}`;
    const common = (service: GatewayService | InterfaceService) => ({
      vpcId: args.vpcId,
      serviceName: serviceName(service),
      policy: endpointPolicy(args.place, service, args.perimeter ?? {}),
      tags: { Name: physicalName("tag", args.place, service) },
    });
    const gateway = (service: GatewayService): aws.ec2.VpcEndpoint =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        { ...common(service), vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds },
        { parent: this },
      );
    const gateways = { s3: gateway("s3"), dynamodb: gateway("dynamodb") };
    const interfaces = args.interfaceServices.map(
      (service) =>
        [
          service,
          new aws.ec2.VpcEndpoint(
            `${name}-${service}`,
            {
              ...common(service),
              vpcEndpointType: "Interface",
              privateDnsEnabled: true,
              subnetIds: [...args.subnetIds],
              securityGroupIds: [securityGroup.id],
            },
            { parent: this },
          ),
        ] as const,
    );
    this.alarms = interfaces.map(([service, { id: endpointId }]) =>
      vpcEndpointAlarm({ service, serviceName: serviceName(service), endpointId, vpcId: args.vpcId }),
    );
    this.securityGroupId = securityGroup.id;
    this.prefixListIds = { s3: gateways.s3.prefixListId, dynamodb: gateways.dynamodb.prefixListId };
    this.ids = Object.fromEntries(
      [...Object.entries(gateways), ...interfaces].map(([service, { id }]) => [service, id]),
    );

    this.registerOutputs({ securityGroupId: this.securityGroupId, ids: this.ids, prefixListIds: this.prefixListIds });
  }

  #securityGroup(name: string, args: VpcEndpointsArgs): aws.ec2.SecurityGroup {
    const groupName = physicalName("security-group", args.place, "vpc-endpoints");
    const securityGroup = new aws.ec2.SecurityGroup(
      `${name}-sg`,
      {
        name: groupName,
        description: "Interface endpoints: HTTPS from the VPC",
        vpcId: args.vpcId,
        tags: { Name: groupName },
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
    return securityGroup;
  }
}
