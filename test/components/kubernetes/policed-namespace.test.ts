import * as assert from "node:assert/strict";
import { PolicedNamespace } from "../../../components/kubernetes/policed-namespace.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = { namespace: "ingestion", version: "1.34" };

describe("PolicedNamespace", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const policy = (name: string): unknown =>
    mocks.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", `ingestion-${name}`).inputs.spec;

  it("enforces the restricted Pod Security Standard in the cluster's version by default", async () => {
    new PolicedNamespace("ingestion", args, recorded.options);
    await mocks.settle();
    const { labels } = mocks.one("kubernetes:core/v1:Namespace").inputs.metadata as { labels: Record<string, string> };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "restricted");
    assert.equal(labels["pod-security.kubernetes.io/enforce-version"], "v1.34");
  });

  it("has pods ready only when load balancers find them healthy, where it is told so", async () => {
    const gate = async (targetsGateReadiness?: boolean): Promise<string | undefined> => {
      mocks = installMocks();
      new PolicedNamespace("ingestion", { ...args, targetsGateReadiness }, recorded.options);
      await mocks.settle();
      const { labels } = mocks.one("kubernetes:core/v1:Namespace").inputs.metadata as {
        labels: Record<string, string>;
      };
      return labels["elbv2.k8s.aws/pod-readiness-gate-inject"];
    };
    assert.equal(await gate(true), "enabled");
    assert.equal(await gate(), undefined);
  });

  it("lets nothing in, and nothing out but questions to the cluster's DNS and for credentials, by default", async () => {
    new PolicedNamespace("ingestion", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy").length, 3);
    assert.deepEqual(policy("deny-all"), { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    assert.deepEqual(policy("dns"), {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
      ],
    });
    assert.deepEqual(policy("pod-identity"), {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] }],
    });
  });

  it("gives its default service account no token", async () => {
    new PolicedNamespace("ingestion", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("kubernetes:core/v1:ServiceAccountPatch");
    assert.equal(inputs.automountServiceAccountToken, false);
  });

  it("shares the quota it is given, without node ports and load balancers of services", async () => {
    new PolicedNamespace(
      "ingestion",
      { ...args, quota: { cpu: "20", memory: "40Gi", pods: 100, loadBalancers: 0 } },
      recorded.options,
    );
    await mocks.settle();
    assert.deepEqual(mocks.one("kubernetes:core/v1:ResourceQuota").inputs.spec, {
      hard: {
        "requests.cpu": "20",
        "requests.memory": "40Gi",
        "limits.memory": "40Gi",
        pods: "100",
        "services.nodeports": "0",
        "services.loadbalancers": "0",
      },
    });
  });

  it("lets through what its openings say, each as a policy of its own", async () => {
    new PolicedNamespace(
      "ingestion",
      {
        ...args,
        openings: [
          {
            name: "kafka",
            direction: "egress",
            peer: { cidr: "10.0.0.0/16" },
            ports: [{ protocol: "TCP", port: 9098 }],
          },
        ],
      },
      recorded.options,
    );
    await mocks.settle();
    assert.deepEqual(policy("kafka"), {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 9098 }] }],
    });
  });

  it("writes down why it enforces less than the restricted standard", async () => {
    const levelReason = "log shippers read the node's files";
    new PolicedNamespace("logging", { namespace: "logging", version: "1.34", level: "privileged", levelReason });
    await mocks.settle();
    const { labels, annotations } = mocks.one("kubernetes:core/v1:Namespace").inputs.metadata as {
      labels: Record<string, string>;
      annotations: Record<string, string>;
    };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "privileged");
    assert.equal(labels["pod-security.kubernetes.io/warn"], "restricted");
    assert.equal(annotations["platform/pod-security-reason"], levelReason);
  });

  it("fails when it enforces less than the restricted standard without a reason", () => {
    assert.throws(
      () => new PolicedNamespace("logging", { ...args, level: "privileged" }),
      /PolicedNamespace logging: level = "privileged" needs a levelReason; allowed: the restricted level without one/,
    );
  });

  it("fails when Kubernetes would not take its name", () => {
    assert.throws(
      () => new PolicedNamespace("upper", { ...args, namespace: "Ingestion" }),
      /PolicedNamespace upper: namespace = "Ingestion" is no name Kubernetes takes; allowed: lower-case letters/,
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new PolicedNamespace("one", args, recorded.options);
    new PolicedNamespace("two", { ...args, namespace: "two" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
