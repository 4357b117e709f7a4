import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../naming.ts";
import { publicPort } from "./collector-names.ts";
import { DeviceLoadBalancer, type TargetService } from "./device-load-balancer.ts";
import { DeviceTrust, type ObjectReference } from "./device-trust.ts";
import { EdgeCertificate } from "./edge-certificate.ts";
import { LoadBalancerLogs } from "./load-balancer-logs.ts";
import { WebAcl } from "./web-acl.ts";

/** Network in which the load balancer answers. */
export interface EntranceNetwork {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
}

/** Where logs go, and what encrypts them. */
export interface EntranceLogs {
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly retentionDays: number;
  /** Bucket of the log archive. */
  readonly archiveBucket: string;
}

export interface BalancedEntranceArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Name that devices connect to; without one there is no certificate.
   * @default - an error
   */
  readonly domainName?: string | undefined;
  /** Where the load balancer answers. */
  readonly network: EntranceNetwork;
  /** Where its logs go. */
  readonly logs: EntranceLogs;
  /** The service behind it. */
  readonly service: TargetService;
  /** Requests of one address in five minutes, beyond which it is answered 429. */
  readonly requestsPerAddress: number;
  /** Whether the Internet reaches it, as far as its security group lets it. */
  readonly internetFacing: boolean;
  /** Whether a delete of the load balancer must be allowed first, by hand. */
  readonly deletionProtection: boolean;
  /**
   * Certificate of ACM for the name.
   * @default - one is made, with its proof in the hosted zone
   */
  readonly certificateArn?: string | undefined;
  /**
   * Public hosted zone that the name lies in.
   * @default - records are made elsewhere
   */
  readonly hostedZoneId?: string | undefined;
  /**
   * Whose certificates devices show.
   * @default - devices have tokens, which the collector verifies
   */
  readonly trust?:
    { readonly authorities: ObjectReference; readonly revocationLists: readonly ObjectReference[] } | undefined;
}

/**
 * The way in by an application load balancer: a web ACL, the devices' certificates verified, requests and connections logged,
 * a name.
 *
 * @throws {Error} when there is no name, or neither a certificate for it nor a hosted zone to prove one in.
 */
export class BalancedEntrance extends pulumi.ComponentResource {
  readonly host: string;
  readonly port = publicPort;
  /** What the load balancer's metrics are dimensioned by. */
  readonly dimensions: DeviceLoadBalancer["dimensions"];

  constructor(name: string, args: BalancedEntranceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:BalancedEntrance", name, {}, opts);
    const { place, domainName, hostedZoneId, logs, trust } = args;
    if (domainName === undefined) {
      throw new Error(
        `BalancedEntrance ${name}: domainName is missing; a load balancer that ends TLS has a certificate, and that is for a ` +
          `name. Set ingestion:domainName.`,
      );
    }
    this.host = domainName;
    const acl = new WebAcl(
      `${name}-firewall`,
      {
        place,
        what: "devices",
        requestsPerAddress: args.requestsPerAddress,
        logsKeyArn: logs.kmsKeyArn,
        logRetentionDays: logs.retentionDays,
      },
      { parent: this },
    );
    const balancer = new DeviceLoadBalancer(
      `${name}-devices`,
      {
        ...args.network,
        place,
        internetFacing: args.internetFacing,
        certificateArn: this.#certificate(name, { ...args, domainName }),
        webAclArn: acl.arn,
        service: args.service,
        deletionProtection: args.deletionProtection,
        trustStoreArn: trust && new DeviceTrust(`${name}-trust`, { place, ...trust }, { parent: this }).trustStoreArn,
      },
      { parent: this },
    );
    new LoadBalancerLogs(
      `${name}-logs`,
      { place, what: "devices", loadBalancerArn: balancer.arn, logArchiveBucket: logs.archiveBucket },
      { parent: this },
    );
    if (hostedZoneId !== undefined) {
      const alias = { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true };
      new aws.route53.Record(
        `${name}-name`,
        { zoneId: hostedZoneId, name: domainName, type: "A", aliases: [alias] },
        { parent: this },
      );
    }
    this.dimensions = balancer.dimensions;
    this.registerOutputs({ host: this.host, port: this.port, dimensions: this.dimensions });
  }

  #certificate(
    name: string,
    args: Pick<BalancedEntranceArgs, "certificateArn" | "hostedZoneId"> & { domainName: string },
  ): pulumi.Input<string> {
    const { certificateArn, domainName, hostedZoneId } = args;
    if (certificateArn !== undefined) return certificateArn;
    if (hostedZoneId === undefined) {
      throw new Error(
        `BalancedEntrance ${name}: neither certificateArn nor hostedZoneId is set; a certificate of ACM for ${domainName} is ` +
          `needed, or the hosted zone to prove one in. Set ingestion:certificateArn or ingestion:hostedZoneId.`,
      );
    }
    return new EdgeCertificate(`${name}-certificate`, { domainName, hostedZoneId }, { parent: this }).arn;
  }
}
