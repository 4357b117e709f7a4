import * as pulumi from "@pulumi/pulumi";
import { type CollectorTuning } from "../../contracts/events/collector-settings.ts";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { collectorAlarms } from "../alerting/catalogue/collector.ts";
import { loadBalancerAlarms } from "../alerting/catalogue/load-balancer.ts";
import { type WorkloadIdentity } from "../cluster/workload-identity.ts";
import { WorkloadRole } from "../cluster/workload-role.ts";
import { physicalName, type Place } from "../naming.ts";
import { kafkaPorts } from "../network/kafka-ports.ts";
import { BalancedEntrance, type EntranceLogs } from "./balanced-entrance.ts";
import { CollectorCertificates } from "./collector-certificates.ts";
import { collectorFile, type DeviceAuthentication } from "./collector-file.ts";
import { collectorGrants } from "./collector-grants.ts";
import { collectorName } from "./collector-names.ts";
import { collectorOpenings } from "./collector-openings.ts";
import { type CollectorScaling } from "./collector-scaling.ts";
import { Collector, type CollectorArgs } from "./collector.ts";
import { type ObjectReference } from "./device-trust.ts";
import { DirectEntrance } from "./direct-entrance.ts";
import { ImageRepository } from "./image-repository.ts";
import { TokenKey, tokenKeyAlias } from "./token-key.ts";

/** Certificates are verified by a trust store where a load balancer ends TLS, else by what the collector's secret holds. */
type PlannedAuthentication =
  | {
      readonly by: "mtls";
      readonly authorities?: ObjectReference | undefined;
      readonly revocationLists: readonly ObjectReference[];
    }
  | Exclude<DeviceAuthentication, { by: "mtls" }>;

/** What an environment chooses. */
export interface IngestionPlan {
  /** Image of the collector, by tag or digest. */
  readonly image: string;
  readonly namespace: string;
  readonly tlsAt: "load-balancer" | "collector";
  readonly authentication: PlannedAuthentication;
  readonly internetFacing: boolean;
  readonly domainName?: string | undefined;
  readonly hostedZoneId?: string | undefined;
  readonly certificateArn?: string | undefined;
  readonly requestsPerAddress: number;
  readonly resources: CollectorArgs["resources"];
  readonly scaling: CollectorScaling;
  readonly monitoringNamespace?: string | undefined;
  readonly collector: CollectorTuning;
}

type SubnetsByZone = Readonly<Record<string, { readonly id: pulumi.Input<string>; readonly cidr: string }>>;

/** The cluster it runs in. */
export interface HostCluster {
  readonly clusterName: string;
  /** Namespaces there are. */
  readonly namespaces: readonly string[];
  readonly identity: WorkloadIdentity;
}

/** The network around it. */
export interface IngestionNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of load balancers. Nothing else there may start connections to pods. */
  readonly loadBalancers: SubnetsByZone;
  /** Security group of load balancers, which says who may connect. */
  readonly loadBalancersGroupId: pulumi.Input<string>;
  /** Subnets of the brokers. */
  readonly brokers: SubnetsByZone;
}

/** Keys by purpose: ARN and alias. */
export interface IngestionKeys {
  readonly arns: Readonly<Record<"pii" | "secrets" | "images", pulumi.Input<string>>>;
  readonly aliases: Readonly<Record<"pii" | "secrets", string>>;
}

export interface EventIngestionArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What the environment chooses. */
  readonly plan: IngestionPlan;
  /** The cluster it runs in. */
  readonly cluster: HostCluster;
  /** The network around it. */
  readonly network: IngestionNetwork;
  /** The brokers, and how it authenticates to them. */
  readonly kafka: Parameters<typeof collectorFile>[0]["kafka"];
  /** Buckets of the token vault and of what is quarantined. */
  readonly buckets: { readonly pii: string; readonly quarantine: string };
  /** Keys of what it writes and reads. */
  readonly keys: IngestionKeys;
  /** Where logs go. */
  readonly logs: EntranceLogs;
  /** Whether a destroy may delete images, secret and load balancer without being asked twice. */
  readonly deleteDataOnDestroy: boolean;
}

/** Where devices send events to. */
export interface DeviceEndpoint {
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
}

/**
 * How events come in: the collector with its image, its role, its key of tokens, and the way in from devices. @stateful
 *
 * @throws {Error} when the cluster has no such namespace.
 */
export class EventIngestion extends pulumi.ComponentResource {
  readonly endpoint: DeviceEndpoint;
  readonly workload: { readonly namespace: string; readonly name: string };
  readonly repository: { readonly name: string; readonly url: string };
  readonly roleArn: string;
  readonly tokenKeyArn: pulumi.Output<string>;
  /** What there is to watch. */
  readonly alarms: readonly AlarmSpec[];

  constructor(name: string, args: EventIngestionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:EventIngestion", name, {}, opts);
    const { place, plan, keys, buckets, cluster } = args;
    const { namespace } = plan;
    if (!cluster.namespaces.includes(namespace)) {
      throw new Error(
        `EventIngestion ${name}: namespace = "${namespace}" is none of the cluster's; allowed: ${cluster.namespaces.join(", ")}. ` +
          `Change ingestion:namespace, or add it to cluster-services:namespaces.`,
      );
    }
    const role = new WorkloadRole(
      `${name}-identity`,
      {
        place,
        purpose: collectorName,
        serviceAccount: { clusterName: cluster.clusterName, namespace, name: collectorName },
        identity: cluster.identity,
        grants: collectorGrants({
          place,
          piiBucketName: buckets.pii,
          quarantineBucketName: buckets.quarantine,
          keyAliases: { ...keys.aliases, tokens: tokenKeyAlias(place) },
        }),
      },
      { parent: this },
    );
    const tokens = new TokenKey(`${name}-tokens`, { place, usedBy: role.arn }, { parent: this });
    const images = new ImageRepository(
      `${name}-images`,
      { place, what: collectorName, kmsKeyArn: keys.arns.images, deleteDataOnDestroy: args.deleteDataOnDestroy },
      { parent: this },
    );
    const collector = this.#collector(name, args, { role, tokens, images });

    const balanced = plan.tlsAt === "load-balancer" ? this.#balanced(name, args, collector) : undefined;
    const { host, port } =
      balanced ?? new DirectEntrance(`${name}-entrance`, { ...plan, address: collector.address }, { parent: this });
    this.endpoint = { host: pulumi.output(host), port: pulumi.output(port) };
    this.workload = { namespace, name: collectorName };
    this.repository = { name: images.repositoryName, url: images.url };
    this.roleArn = role.arn;
    this.tokenKeyArn = tokens.arn;
    const { inFlightRequests } = plan.collector.limits;
    this.alarms = [
      ...collectorAlarms({ environment: place.environment, inFlightRequests }),
      ...(balanced === undefined ? [] : loadBalancerAlarms({ ...balanced.dimensions, ...runbooks })),
    ];
    this.registerOutputs({ endpoint: this.endpoint, roleArn: this.roleArn, tokenKeyArn: this.tokenKeyArn });
  }

  #collector(
    name: string,
    args: EventIngestionArgs,
    { role, tokens, images }: { role: WorkloadRole; tokens: TokenKey; images: ImageRepository },
  ): Collector {
    const { place, plan, network, keys } = args;
    const { namespace, tlsAt } = plan;
    const through = tlsAt === "collector";
    const certificates = through
      ? [
          new CollectorCertificates(
            `${name}-certificates`,
            { place, namespace, kmsKeyArn: keys.arns.secrets, deleteDataOnDestroy: args.deleteDataOnDestroy },
            { parent: this },
          ),
        ]
      : [];
    return new Collector(
      `${name}-collector`,
      {
        ...plan,
        image: images.imageOf(plan.image),
        settings: collectorFile({
          place,
          tlsAt,
          authentication: plan.authentication,
          kafka: args.kafka,
          buckets: args.buckets,
          piiKeyArn: keys.arns.pii,
          tokenKeyArn: tokens.arn,
          tuning: plan.collector,
        }),
        accountAnnotations: role.annotations,
        drainSeconds: plan.collector.drainSeconds,
        openings: collectorOpenings({
          loadBalancers: cidrsOf(network.loadBalancers),
          brokers: cidrsOf(network.brokers),
          brokersPort: kafkaPorts[args.kafka.authentication],
          monitoringNamespace: plan.monitoringNamespace,
        }),
        passThrough: through
          ? {
              // Not the other one's name: when `tlsAt` changes, one is made before the other goes.
              loadBalancerName: physicalName("load-balancer", place, "devices-direct"),
              internetFacing: plan.internetFacing,
              subnetIds: idsOf(network.loadBalancers),
              securityGroupId: network.loadBalancersGroupId,
            }
          : undefined,
      },
      // A pod that starts before it has its role or its certificates fails, and is started later and later.
      { parent: this, dependsOn: [role, ...certificates] },
    );
  }

  #balanced(name: string, args: EventIngestionArgs, collector: Collector): BalancedEntrance {
    const { plan, network, cluster } = args;
    const { authentication, namespace } = plan;
    return new BalancedEntrance(
      `${name}-entrance`,
      {
        ...plan,
        place: args.place,
        network: {
          vpcId: network.vpcId,
          subnetIds: idsOf(network.loadBalancers),
          securityGroupId: network.loadBalancersGroupId,
        },
        logs: args.logs,
        service: { clusterName: cluster.clusterName, namespace, name: collector.serviceName },
        deletionProtection: !args.deleteDataOnDestroy,
        trust:
          authentication.by === "mtls" && authentication.authorities !== undefined
            ? { authorities: authentication.authorities, revocationLists: authentication.revocationLists }
            : undefined,
      },
      { parent: this },
    );
  }
}

/** Where the load balancer's alarms send one. */
const runbooks = {
  errorsRunbook: "ingestion.md#errors-at-the-load-balancer",
  targetsRunbook: "ingestion.md#no-collector",
  clientsRunbook: "ingestion.md#authentication-failures",
} as const;

function idsOf(subnets: SubnetsByZone): readonly pulumi.Input<string>[] {
  return Object.values(subnets).map(({ id }) => id);
}

function cidrsOf(subnets: SubnetsByZone): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, { cidr }]) => [zone, cidr]));
}
