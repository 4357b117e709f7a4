import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ServiceAddress } from "./collector.ts";

export interface DirectEntranceArgs {
  /** Where the service's load balancer answers; unknown until it is there. */
  readonly address: pulumi.Input<ServiceAddress | undefined>;
  /**
   * Name that devices connect to, which the collector's certificate is for.
   * @default - the load balancer's own name
   */
  readonly domainName?: string | undefined;
  /**
   * Public hosted zone that the name lies in.
   * @default - records are made elsewhere
   */
  readonly hostedZoneId?: string | undefined;
}

/**
 * The way in by the load balancer of the collector's own service, which passes TLS on.
 *
 * @throws {Error} when the service got no load balancer.
 */
export class DirectEntrance extends pulumi.ComponentResource {
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;

  constructor(name: string, args: DirectEntranceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:DirectEntrance", name, {}, opts);
    const { domainName, hostedZoneId } = args;
    const address = pulumi.output(args.address).apply((found) => {
      if (found === undefined) {
        throw new Error(
          `DirectEntrance ${name}: the collector's service has no load balancer, so nothing answers. Set ` +
            `cluster-services:loadBalancerController to true.`,
        );
      }
      return found;
    });
    if (domainName !== undefined && hostedZoneId !== undefined) {
      new aws.route53.Record(
        `${name}-name`,
        { zoneId: hostedZoneId, name: domainName, type: "CNAME", ttl: 60, records: [address.host] },
        { parent: this },
      );
    }
    this.host = domainName === undefined ? address.host : pulumi.output(domainName);
    this.port = address.port;
    this.registerOutputs({ host: this.host, port: this.port });
  }
}
