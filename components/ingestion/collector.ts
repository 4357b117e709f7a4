import { createHash } from "node:crypto";
import { Deployment } from "@pulumi/kubernetes/apps/v1/index.js";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/index.js";
import { ConfigMap, Service, ServiceAccount } from "@pulumi/kubernetes/core/v1/index.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/index.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type CollectorSettingsFile, collectorSettings } from "../../contracts/events/collector-settings.ts";
import { platformLabels } from "../kubernetes/labels.ts";
import { type NetworkOpening, openingPolicy } from "../kubernetes/network-opening.ts";
import { collectorLabels, collectorName, publicPort, settingsFile } from "./collector-names.ts";
import { collectorPod } from "./collector-pod.ts";
import { autoscalerSpec, type CollectorScaling } from "./collector-scaling.ts";
import { type PassThrough, passThroughService } from "./pass-through.ts";

export interface CollectorArgs {
  /** Namespace it runs in, closed but for its openings. */
  readonly namespace: string;
  /** Image by tag or digest. */
  readonly image: string;
  /** The file it reads; checked by the schema that the collector itself checks it by. */
  readonly settings: pulumi.Input<pulumi.Unwrap<CollectorSettingsFile>>;
  /** Annotations by which its service account gets its role; none with Pod Identity. */
  readonly accountAnnotations: Readonly<Record<string, string>>;
  /** Time after SIGTERM in which it answers what it has taken in; the settings' own. */
  readonly drainSeconds: number;
  /** What a pod asks for; of memory it gets no more. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  /** How many pods there are. */
  readonly scaling: CollectorScaling;
  /** Who its pods talk to. */
  readonly openings: readonly NetworkOpening[];
  /**
   * A network load balancer that passes TLS on to the pods, whose certificates come from the Secret `collector-tls`.
   * @default - whoever ends TLS binds itself to the service, and pods make certificates of their own
   */
  readonly passThrough?: PassThrough | undefined;
}

/** Where the service's load balancer answers. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * The collector in the cluster: as many restricted pods as there is work for, over all zones, never all gone at once, rolled
 * when their settings change.
 */
export class Collector extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;
  /** Of the service's own load balancer; unknown without one. */
  readonly address: pulumi.Output<ServiceAddress | undefined>;

  constructor(name: string, args: CollectorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:Collector", name, {}, opts);
    const { namespace, scaling, passThrough } = args;
    const labels = { ...platformLabels, ...collectorLabels };
    const metadata = { name: collectorName, namespace, labels };

    const account = new ServiceAccount(
      `${name}-account`,
      { metadata: { ...metadata, annotations: { ...args.accountAnnotations } }, automountServiceAccountToken: false },
      { parent: this },
    );
    const file = pulumi.output(args.settings).apply(checkedFile);
    const settings = new ConfigMap(`${name}-settings`, { metadata, data: { [settingsFile]: file } }, { parent: this });
    const policies = args.openings.map(
      (opening) =>
        new NetworkPolicy(
          `${name}-${opening.name}`,
          { metadata: { name: opening.name, namespace, labels: platformLabels }, spec: openingPolicy(opening) },
          { parent: this },
        ),
    );
    const budget = new PodDisruptionBudget(
      `${name}-budget`,
      {
        metadata,
        // A pod that takes no events is no reason to keep its node: nothing is lost with it.
        spec: {
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: "AlwaysAllow",
          selector: { matchLabels: collectorLabels },
        },
      },
      { parent: this },
    );
    const deployment = new Deployment(
      `${name}-deployment`,
      {
        metadata,
        spec: {
          // How many is the autoscaler's to say.
          selector: { matchLabels: collectorLabels },
          minReadySeconds: 5,
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
          template: {
            metadata: {
              labels,
              // A pod reads its settings once: other settings, other pods.
              annotations: { "platform/settings": file.apply(digestOf) },
            },
            spec: collectorPod({ ...args, ...args.resources, certificates: passThrough !== undefined }),
          },
        },
      },
      { parent: this, dependsOn: [account, settings, budget, ...policies] },
    );
    new HorizontalPodAutoscaler(
      `${name}-autoscaler`,
      {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: collectorName },
          ...autoscalerSpec(scaling),
        },
      },
      { parent: this, dependsOn: [deployment] },
    );
    const ports = [{ name: "events", port: publicPort, targetPort: "events", protocol: "TCP", appProtocol: "https" }];
    const base = { selector: collectorLabels, ports };
    const service = new Service(
      `${name}-service`,
      passThrough === undefined
        ? { metadata, spec: { ...base, type: "ClusterIP" } }
        : passThroughService({ metadata, spec: base }, passThrough),
      // A service waits for pods behind it; they are there first.
      { parent: this, dependsOn: [deployment] },
    );

    this.serviceName = service.metadata.name;
    this.address = passThrough === undefined ? pulumi.output(undefined) : service.status.apply(addressOf);
    this.registerOutputs({ serviceName: this.serviceName, address: this.address });
  }
}

/** The file as text, if the collector would take it. */
function checkedFile(settings: CollectorSettingsFile): string {
  const { error } = collectorSettings.safeParse(settings);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(
      `The collector would refuse its settings: ${problems.join("; ")}. Change them in ingestion:collector.`,
    );
  }
  return `${JSON.stringify(settings, null, 2)}\n`;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The parts of a service's status that say where its load balancer answers. */
interface ServiceStatus {
  readonly loadBalancer?: {
    readonly ingress?: readonly {
      readonly ip?: string;
      readonly hostname?: string;
      readonly ports?: readonly { readonly port: number }[];
    }[];
  };
}

/** A cloud that answers on other ports than the service's says which. */
function addressOf(status: ServiceStatus | undefined): ServiceAddress | undefined {
  const [ingress] = status?.loadBalancer?.ingress ?? [];
  const host = ingress?.ip ?? ingress?.hostname;
  return host === undefined || host === "" ? undefined : { host, port: ingress?.ports?.[0]?.port ?? publicPort };
}
