import * as pulumi from "@pulumi/pulumi";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { natGatewayAlarms } from "../alerting/catalogue/nat-gateway.ts";
import { type Place } from "../naming.ts";
import { type Perimeter } from "./endpoint-policy.ts";
import { defaultInterfaceServices, type GatewayService, type InterfaceService } from "./endpoint-services.ts";
import { FlowLogs } from "./flow-logs.ts";
import { type SubnetsByZone } from "./subnet-tier.ts";
import { type ExistingVpcArgs, existingVpc, type IdsByZone, type SubnetGroup, type Topology } from "./topology.ts";
import { Vpc, type VpcArgs } from "./vpc.ts";
import { VpcEndpoints } from "./vpc-endpoints.ts";
import { WorkloadSecurityGroups } from "./workload-security-groups.ts";

export interface NetworkArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Zones the subnets lie in. */
  readonly availabilityZones: readonly string[];
  /** The VPC to make, or the one that is there already (with `vpcId`), whose subnets and routes are left alone. */
  readonly vpc: Omit<VpcArgs, "place" | "availabilityZones" | "multiVpcKafka"> | ExistingVpcArgs;
  /** Key that encrypts the flow logs; its policy must let CloudWatch Logs use it. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the flow logs are kept. */
  readonly logRetentionDays: number;
  /**
   * Bucket that keeps the flow logs as well.
   * @default - none
   */
  readonly flowLogArchiveArn?: string;
  /**
   * AWS services that get an interface endpoint.
   * @default - {@link defaultInterfaceServices}
   */
  readonly interfaceServices?: readonly InterfaceService[];
  /**
   * Whom the endpoints let through beside this account.
   * @default {}
   */
  readonly perimeter?: Perimeter;
  /**
   * Blocks from which load balancers may be reached by HTTPS, by what lies there.
   * @default {}
   */
  readonly loadBalancerClients?: Readonly<Record<string, string>>;
  /**
   * Whether brokers take clients through MSK's multi-VPC private connectivity.
   * @default false
   */
  readonly multiVpcKafka?: boolean;
}

/**
 * A VPC in three tiers over the zones, made or taken as it is, with private ways to AWS services, flow logs, and the
 * security groups of what runs in it. @stateful
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  readonly availabilityZones: readonly string[];
  readonly subnets: Readonly<Record<SubnetGroup, SubnetsByZone>>;
  readonly routeTableIds: Readonly<Record<SubnetGroup, IdsByZone>>;
  readonly natPublicIps: IdsByZone;
  /** Endpoint IDs by service. */
  readonly endpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Prefix lists of S3 and DynamoDB. */
  readonly prefixListIds: Readonly<Record<GatewayService, pulumi.Output<string>>>;
  readonly securityGroups: Readonly<
    Record<"nodes" | "brokers" | "kafkaClients" | "loadBalancers" | "endpoints", pulumi.Output<string>>
  >;
  /** What an alarm should watch: NAT gateways and interface endpoints. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:network:Network", name, {}, opts);
    refuseZonesElsewhere(args);
    const { place, availabilityZones } = args;

    const vpc: Topology =
      "vpcId" in args.vpc
        ? existingVpc(args.vpc)
        : new Vpc(
            `${name}-vpc`,
            { ...args.vpc, place, availabilityZones, multiVpcKafka: args.multiVpcKafka },
            { parent: this },
          );
    this.vpcId = vpc.vpcId;
    this.vpcCidr = vpc.vpcCidr;
    this.availabilityZones = availabilityZones;
    this.subnets = vpc.subnets;
    this.routeTableIds = vpc.routeTableIds;
    this.natPublicIps = vpc.natPublicIps;

    new FlowLogs(
      `${name}-flow-logs`,
      {
        place,
        vpcId: vpc.vpcId,
        kmsKeyArn: args.logsKeyArn,
        retentionDays: args.logRetentionDays,
        archiveBucketArn: args.flowLogArchiveArn,
      },
      { parent: this },
    );
    const endpoints = new VpcEndpoints(
      `${name}-endpoints`,
      {
        place,
        vpcId: vpc.vpcId,
        clientCidrs: { vpc: vpc.vpcCidr, ...(vpc.podCidr === undefined ? {} : { pods: vpc.podCidr }) },
        // Only what runs code: brokers talk to nobody, and nothing but load balancers and NAT stands in the public tier.
        routeTableIds: (["app", "pods"] as const).flatMap((group) => Object.values(vpc.routeTableIds[group])),
        subnetIds: Object.values(vpc.subnets.app).map(({ id }) => id),
        interfaceServices: args.interfaceServices ?? defaultInterfaceServices,
        perimeter: args.perimeter,
      },
      { parent: this },
    );
    const groups = new WorkloadSecurityGroups(
      `${name}-sg`,
      {
        place,
        vpcId: vpc.vpcId,
        endpointsSecurityGroupId: endpoints.securityGroupId,
        prefixListIds: endpoints.prefixListIds,
        internetEgress: vpc.internetEgress,
        loadBalancerClients: args.loadBalancerClients,
        multiVpcKafka: args.multiVpcKafka,
      },
      { parent: this },
    );
    this.endpointIds = endpoints.ids;
    this.prefixListIds = endpoints.prefixListIds;
    this.alarms = [
      ...Object.entries(vpc.natGatewayIds).flatMap(([zone, natGatewayId]) => natGatewayAlarms({ zone, natGatewayId })),
      ...endpoints.alarms,
    ];
    const { nodes, brokers, kafkaClients, loadBalancers } = groups;
    this.securityGroups = { nodes, brokers, kafkaClients, loadBalancers, endpoints: endpoints.securityGroupId };

    this.registerOutputs({
      vpcId: this.vpcId,
      vpcCidr: this.vpcCidr,
      availabilityZones: this.availabilityZones,
      subnets: this.subnets,
      routeTableIds: this.routeTableIds,
      natPublicIps: this.natPublicIps,
      endpointIds: this.endpointIds,
      prefixListIds: this.prefixListIds,
      securityGroups: this.securityGroups,
    });
  }
}

function refuseZonesElsewhere({ availabilityZones, place }: NetworkArgs): void {
  const elsewhere = availabilityZones.filter((zone) => !zone.startsWith(place.region));
  if (elsewhere.length > 0) {
    throw new pulumi.RunError(
      `Zones ${elsewhere.join(", ")} are not in ${place.region}. Change network:availabilityZones or platform:region in Pulumi.${place.environment}.yaml.`,
    );
  }
}
