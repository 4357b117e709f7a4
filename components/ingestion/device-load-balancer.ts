import * as aws from "@pulumi/aws";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/index.js";
import * as pulumi from "@pulumi/pulumi";
import { platformLabels } from "../kubernetes/labels.ts";
import { physicalName, type Place } from "../naming.ts";
import { collectorName, collectorPorts, publicPort } from "./collector-names.ts";

/** The service whose pods it sends requests to. */
export interface TargetService {
  readonly clusterName: string;
  readonly namespace: string;
  readonly name: pulumi.Input<string>;
}

export interface DeviceLoadBalancerArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** Whether the Internet reaches it, as far as its security group lets it. */
  readonly internetFacing: boolean;
  /** VPC of the pods. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets it answers in, two at least, in zones of their own. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security group that says who may connect. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Certificate of ACM for the name that devices connect to. */
  readonly certificateArn: pulumi.Input<string>;
  /** Web ACL that judges requests first. */
  readonly webAclArn: pulumi.Input<string>;
  /** The service behind it. */
  readonly service: TargetService;
  /** Whether a delete must be allowed first, by hand. */
  readonly deletionProtection: boolean;
  /**
   * Trust store by which devices' certificates are verified.
   * @default - devices have tokens, which the collector verifies
   */
  readonly trustStoreArn?: pulumi.Input<string> | undefined;
}

/** TLS 1.3, or 1.2 with forward secrecy and authenticated ciphers. */
const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/**
 * Longest that a connection lives, in seconds; devices then make another. Certificates and their revocation are looked at when one is
 * made, so this is how long a device that was revoked can go on. The default is an hour.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const connectionSeconds = 600;

/**
 * The application load balancer that devices connect to: ends TLS, verifies their certificates, and speaks TLS to the pods.
 *
 * It is a resource of the stack and not of an Ingress: what it verifies, logs and refuses is previewed and judged by policy,
 * its metrics have a name before it runs, and it outlives the cluster. The AWS Load Balancer Controller does one thing: it keeps
 * the pods among the targets.
 */
export class DeviceLoadBalancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  /** Hosted zone of the load balancer's own name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** What its metrics are dimensioned by. */
  readonly dimensions: { readonly loadBalancer: pulumi.Output<string>; readonly targetGroup: pulumi.Output<string> };

  constructor(name: string, args: DeviceLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:DeviceLoadBalancer", name, {}, opts);
    const { place, service, trustStoreArn } = args;
    const balancer = new aws.lb.LoadBalancer(
      `${name}-balancer`,
      {
        name: physicalName("load-balancer", place, "devices"),
        loadBalancerType: "application",
        internal: !args.internetFacing,
        subnets: [...args.subnetIds],
        securityGroups: [args.securityGroupId],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "strictest",
        clientKeepAlive: connectionSeconds,
        enableDeletionProtection: args.deletionProtection,
      },
      { parent: this },
    );
    const targets = new aws.lb.TargetGroup(
      `${name}-targets`,
      {
        name: physicalName("target-group", place, collectorName),
        vpcId: args.vpcId,
        targetType: "ip",
        port: collectorPorts.events,
        protocol: "HTTPS",
        // A pod that answers slowly gets less.
        loadBalancingAlgorithmType: "least_outstanding_requests",
        deregistrationDelay: 30,
        healthCheck: {
          protocol: "HTTPS",
          port: String(collectorPorts.internal),
          path: "/readyz",
          matcher: "200",
          interval: 10,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
        // The controller may touch what carries its cluster's tag.
        tags: { "elbv2.k8s.aws/cluster": service.clusterName },
      },
      { parent: this },
    );
    const listener = new aws.lb.Listener(
      `${name}-listener`,
      {
        loadBalancerArn: balancer.arn,
        port: publicPort,
        protocol: "HTTPS",
        sslPolicy,
        certificateArn: args.certificateArn,
        mutualAuthentication: trustStoreArn === undefined ? { mode: "off" } : { mode: "verify", trustStoreArn },
        routingHttpResponseServerEnabled: false,
        routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000",
        defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
        tags: { Purpose: "device-ingress" },
      },
      { parent: this },
    );
    new aws.wafv2.WebAclAssociation(
      `${name}-firewall`,
      { resourceArn: balancer.arn, webAclArn: args.webAclArn },
      { parent: this },
    );
    new CustomResource(
      `${name}-binding`,
      {
        apiVersion: "elbv2.k8s.aws/v1beta1",
        kind: "TargetGroupBinding",
        metadata: { name: collectorName, namespace: service.namespace, labels: platformLabels },
        spec: {
          targetGroupARN: targets.arn,
          targetType: "ip",
          serviceRef: { name: service.name, port: publicPort },
        },
      },
      // Health is only checked of targets that a listener sends to.
      { parent: this, dependsOn: [listener] },
    );

    this.arn = balancer.arn;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.dimensions = { loadBalancer: balancer.arnSuffix, targetGroup: targets.arnSuffix };
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, zoneId: this.zoneId, dimensions: this.dimensions });
  }
}
