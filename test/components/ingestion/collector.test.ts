import assert from "node:assert/strict";
import { collectorOpenings } from "../../../components/ingestion/collector-openings.ts";
import { Collector, type CollectorArgs } from "../../../components/ingestion/collector.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";
import { settings } from "./fixtures.ts";

const args: CollectorArgs = {
  namespace: "ingestion",
  image: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/test-collector:1.0.0",
  settings,
  accountAnnotations: {},
  drainSeconds: 25,
  resources: { cpu: "1", memory: "512Mi" },
  scaling: { minPods: 3, maxPods: 6, cpuPercent: 60 },
  openings: collectorOpenings({
    loadBalancers: { "eu-central-1a": "10.0.0.0/24" },
    brokers: { "eu-central-1a": "10.0.2.0/24" },
    brokersPort: 9098,
  }),
};

const passThrough = {
  loadBalancerName: "test-devices",
  internetFacing: false,
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupId: "sg-1",
};

interface Container {
  readonly name: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly resources: { readonly limits: Record<string, string> };
  readonly securityContext: Record<string, unknown>;
  readonly readinessProbe: { readonly httpGet: unknown };
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
}

interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints: readonly { readonly topologyKey: string }[];
  readonly containers: readonly [Container];
  readonly volumes: readonly Record<string, unknown>[];
}

describe("Collector", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  async function collector(change: Partial<CollectorArgs> = {}): Promise<Collector> {
    const made = new Collector("collector", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return made;
  }

  const deployment = (): { metadata: Record<string, unknown>; spec: Record<string, unknown> } =>
    mocks.one("kubernetes:apps/v1:Deployment").inputs as ReturnType<typeof deployment>;
  const template = () => deployment().spec.template as { metadata: { annotations: Record<string, string> }; spec: Pod };
  const pod = (): Pod => template().spec;

  it("runs as a restricted pod of its own account, with no token, nothing to write to and a bound on memory", async () => {
    await collector();
    const [container] = pod().containers;
    assert.equal(pod().automountServiceAccountToken, false);
    assert.equal(container.securityContext.readOnlyRootFilesystem, true);
    assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
    assert.deepEqual(container.resources.limits, { memory: "512Mi" });
    const heap = container.env.find(({ name }) => name === "NODE_OPTIONS")?.value;
    assert.equal(heap, "--max-old-space-size=384");
  });

  it("is told its settings by a file that the collector would take, on ports with names", async () => {
    await collector();
    const [container] = pod().containers;
    const { data } = mocks.one("kubernetes:core/v1:ConfigMap").inputs as { data: Record<string, string> };
    assert.deepEqual(JSON.parse(data["collector.json"] ?? ""), settings);
    const variables = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
    assert.equal(variables.COLLECTOR_SETTINGS, "/etc/collector/collector.json");
    assert.deepEqual(
      container.ports.map(({ name, containerPort }) => [name, containerPort]),
      [
        ["events", 8443],
        ["internal", 9443],
      ],
    );
    assert.deepEqual(container.readinessProbe.httpGet, { scheme: "HTTPS", path: "/readyz", port: "internal" });
  });

  it("fails when the collector would refuse its settings, naming the key", async () => {
    const wrong = { ...settings, drainSeconds: 0 };
    const made = new Collector("collector", { ...args, settings: wrong }, recorded.options);
    const file = (mocks: Mocks) => mocks.settle();
    await assert.rejects(
      Promise.all([valueOf(made.serviceName), file(mocks)]),
      /The collector would refuse its settings: drainSeconds: must be at least 1/,
    );
  });

  it("makes pods anew when its settings change", async () => {
    await collector();
    const before = template().metadata.annotations["platform/settings"];
    mocks = installMocks();
    await collector({ settings: { ...settings, logLevel: "debug" } });
    assert.match(before ?? "", /^[0-9a-f]{64}$/);
    assert.notEqual(template().metadata.annotations["platform/settings"], before);
  });

  it("has time to answer what it took in after load balancers have let go of it", async () => {
    await collector({ drainSeconds: 40 });
    const { preStop } = pod().containers[0].lifecycle;
    assert.ok(pod().terminationGracePeriodSeconds > preStop.sleep.seconds + 40);
  });

  it("spreads over zones, is never gone as a whole, and leaves its number to the autoscaler", async () => {
    await collector();
    assert.deepEqual(
      pod().topologySpreadConstraints.map(({ topologyKey }) => topologyKey),
      ["topology.kubernetes.io/zone"],
    );
    const budget = mocks.one("kubernetes:policy/v1:PodDisruptionBudget").inputs.spec;
    assert.deepEqual(budget, {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: deployment().spec.selector,
    });
    assert.equal(deployment().spec.replicas, undefined);
    const scaler = mocks.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec as {
      minReplicas: number;
      metrics: { type: string }[];
    };
    assert.equal(scaler.minReplicas, 3);
    assert.deepEqual(
      scaler.metrics.map(({ type }) => type),
      ["Resource"],
    );
  });

  it("scales by requests in flight as well where it is told how many", async () => {
    await collector({ scaling: { ...args.scaling, inFlightRequests: 200 } });
    const { metrics } = mocks.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler").inputs.spec as {
      metrics: unknown[];
    };
    assert.deepEqual(metrics[1], {
      type: "Pods",
      pods: {
        metric: { name: "collector_requests_in_flight" },
        target: { type: "AverageValue", averageValue: "200" },
      },
    });
  });

  it("talks to load balancers, brokers and AWS's APIs, and to nobody else", async () => {
    await collector();
    const policy = (name: string): unknown =>
      mocks.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", `collector-collector-${name}`).inputs.spec;
    const podSelector = { matchLabels: { "app.kubernetes.io/name": "collector" } };
    const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));
    assert.equal(mocks.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").length, 3);
    assert.deepEqual(policy("load-balancers-eu-central-1a"), {
      podSelector,
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports: tcp(8443, 9443) }],
    });
    assert.deepEqual(policy("brokers-eu-central-1a"), {
      podSelector,
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.2.0/24" } }], ports: tcp(9098) }],
    });
    assert.deepEqual(policy("apis"), {
      podSelector,
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }], ports: tcp(443) }],
    });
  });

  it("lets the monitoring's namespace scrape the internal port, and no other", () => {
    const peers = { loadBalancers: {}, brokers: {}, brokersPort: 9098, monitoringNamespace: "monitoring" };
    const scrape = collectorOpenings(peers).find(({ name }) => name === "collector-monitoring");
    assert.deepEqual(scrape?.peer, { namespace: "monitoring", pods: {} });
    assert.deepEqual(scrape.ports, [{ protocol: "TCP", port: 9443 }]);
  });

  it("is reached inside the cluster's network alone by default, without certificates of ours", async () => {
    const { address } = await collector();
    const { spec } = mocks.one("kubernetes:core/v1:Service").inputs as { spec: Record<string, unknown> };
    assert.equal(spec.type, "ClusterIP");
    assert.equal(await valueOf(address), undefined);
    assert.deepEqual(
      pod().volumes.map(({ name }) => name),
      ["settings"],
    );
  });

  it("passes TLS through a network load balancer to the pods, which have their certificates from a Secret", async () => {
    await collector({ passThrough });
    const { metadata, spec } = mocks.one("kubernetes:core/v1:Service").inputs as {
      metadata: { annotations: Record<string, string> };
      spec: Record<string, unknown>;
    };
    const annotation = (name: string) => metadata.annotations[`service.beta.kubernetes.io/aws-load-balancer-${name}`];
    assert.deepEqual([spec.type, spec.allocateLoadBalancerNodePorts], ["LoadBalancer", false]);
    assert.deepEqual(["scheme", "nlb-target-type", "subnets", "security-groups", "healthcheck-path"].map(annotation), [
      "internal",
      "ip",
      "subnet-1,subnet-2",
      "sg-1",
      "/readyz",
    ]);
    assert.deepEqual(pod().volumes[1], {
      name: "certificates",
      secret: { secretName: "collector-tls", defaultMode: 0o440 },
    });
    assert.equal(pod().containers[0].volumeMounts[1]?.mountPath, "/etc/collector/tls");
  });

  it("answers where the service's load balancer does, on the port that the cloud names or the service's own", async () => {
    const answering = async (entry: object): Promise<unknown> => {
      const status = { loadBalancer: { ingress: [entry] } };
      mocks = installMocks({ outputs: { "kubernetes:core/v1:Service": () => ({ status }) } });
      return valueOf((await collector({ passThrough })).address);
    };
    assert.deepEqual(await answering({ hostname: "it.elb.amazonaws.com" }), {
      host: "it.elb.amazonaws.com",
      port: 443,
    });
    assert.deepEqual(await answering({ ip: "127.0.0.1", ports: [{ port: 25_999, protocol: "TCP" }] }), {
      host: "127.0.0.1",
      port: 25_999,
    });
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Collector("one", args, recorded.options);
    new Collector("two", { ...args, passThrough }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
