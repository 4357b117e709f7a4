import assert from "node:assert/strict";
import { drainCluster, type DrainOptions } from "../../../cli/drain/drain.ts";
import { connect } from "../../../cli/drain/kubernetes-api.ts";
import { type Behaviour, type FakeCluster, fakeCluster, token } from "./fake-cluster.ts";

const ingresses = "/apis/networking.k8s.io/v1/ingresses";
const services = "/api/v1/services";
const pods = "/api/v1/pods";
const claims = "/api/v1/persistentvolumeclaims";
const volumes = "/api/v1/persistentvolumes";
const nodePools = "/apis/karpenter.sh/v1/nodepools";
const nodeClaims = "/apis/karpenter.sh/v1/nodeclaims";
const replicaSets = "/apis/apps/v1/replicasets";

const claimPath = "/api/v1/namespaces/web/persistentvolumeclaims/data";
const poolPath = "/apis/karpenter.sh/v1/nodepools/default";
const deploymentPath = "/apis/apps/v1/namespaces/web/deployments/site";

/** A cluster with one of everything that stands for something outside of it. */
const inhabited = {
  [ingresses]: [{ metadata: { namespace: "web", name: "site" } }],
  [services]: [
    { metadata: { namespace: "web", name: "public" }, spec: { type: "LoadBalancer" } },
    { metadata: { namespace: "web", name: "inner" }, spec: { type: "ClusterIP" } },
  ],
  [pods]: [
    {
      metadata: {
        namespace: "web",
        name: "site-1",
        ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "site-abc", controller: true }],
      },
      spec: { volumes: [{ persistentVolumeClaim: { claimName: "data" } }] },
    },
    { metadata: { namespace: "web", name: "stateless" }, spec: { volumes: [{ emptyDir: {} }] } },
  ],
  [replicaSets]: [
    {
      metadata: {
        namespace: "web",
        name: "site-abc",
        ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: "site", controller: true }],
      },
    },
  ],
  [claims]: [{ metadata: { namespace: "web", name: "data" } }],
  [volumes]: [
    { metadata: { name: "pvc-1" }, spec: { persistentVolumeReclaimPolicy: "Delete" } },
    { metadata: { name: "kept" }, spec: { persistentVolumeReclaimPolicy: "Retain" } },
  ],
  [nodePools]: [{ metadata: { name: "default" } }],
  [nodeClaims]: [{ metadata: { name: "default-1" } }],
};

const behaviours: Readonly<Record<string, Behaviour>> = {
  [claimPath]: { goneAfter: 1, takes: ["/api/v1/persistentvolumes/pvc-1"] },
  [poolPath]: { goneAfter: 2, takes: ["/apis/karpenter.sh/v1/nodeclaims/default-1"] },
};

describe("drainCluster", () => {
  let cluster: FakeCluster;
  let said: string[];

  beforeEach(() => {
    said = [];
  });

  afterEach(async () => {
    await cluster.close();
  });

  const drained = (options: Partial<DrainOptions> = {}): Promise<void> =>
    drainCluster(
      connect(cluster.access, () => Promise.resolve(token)),
      {
        timeoutMs: 5_000,
        pollMs: 5,
        say: (line) => said.push(line),
        ...options,
      },
    );

  it("takes load balancers, then volumes with what holds them, then Karpenter's nodes, and waits for each", async () => {
    cluster = await fakeCluster(inhabited, behaviours);
    await drained();
    assert.deepEqual(cluster.deleted, [
      "/apis/networking.k8s.io/v1/namespaces/web/ingresses/site",
      "/api/v1/namespaces/web/services/public",
      deploymentPath,
      claimPath,
      poolPath,
    ]);
    const left = cluster.left();
    assert.ok(left.includes("/api/v1/namespaces/web/services/inner"), "a service without a load balancer was taken");
    assert.ok(left.includes("/api/v1/persistentvolumes/kept"), "a volume that is to be kept was taken");
    assert.ok(said.includes("waiting for PersistentVolumeClaim web/data, PersistentVolume pvc-1"), said.join("\n"));
  });

  it("does nothing to a cluster that has none of it, not even the kinds", async () => {
    cluster = await fakeCluster({});
    await drained();
    assert.deepEqual(cluster.deleted, []);
  });

  it("stops at what a controller does not let go of: names it, says why, and touches nothing behind it", async () => {
    const ingress = "/apis/networking.k8s.io/v1/namespaces/web/ingresses/site";
    cluster = await fakeCluster(inhabited, { ...behaviours, [ingress]: { goneAfter: "never" } });
    await assert.rejects(
      drained({ timeoutMs: 30 }),
      /The cluster is not empty after 0 minutes: Ingress web\/site; its controller, which must be running, has not let go/,
    );
    assert.ok(!cluster.deleted.includes(poolPath) && !cluster.deleted.includes(claimPath));
  });

  it("ends when it is interrupted", async () => {
    cluster = await fakeCluster(inhabited, {
      [poolPath]: { goneAfter: "never" },
      [claimPath]: behaviours[claimPath] ?? {},
    });
    await assert.rejects(drained({ signal: AbortSignal.abort() }), /^Error: Interrupted while waiting for /);
  });

  it("fails with the API's own words when it is not let in", async () => {
    cluster = await fakeCluster(inhabited);
    await assert.rejects(
      drainCluster(
        connect(cluster.access, () => Promise.resolve("wrong")),
        { timeoutMs: 1, pollMs: 1, say: () => undefined },
      ),
      /GET \/apis\/networking\.k8s\.io\/v1\/ingresses was answered with 401: .*Unauthorized/,
    );
  });

  it("trusts no server but the cluster's own", async () => {
    cluster = await fakeCluster(inhabited);
    const other = await fakeCluster({});
    const access = { ...cluster.access, certificateAuthority: other.access.certificateAuthority };
    await other.close();
    await assert.rejects(
      drainCluster(
        connect(access, () => Promise.resolve(token)),
        { timeoutMs: 1, pollMs: 1, say: () => undefined },
      ),
      /self-signed certificate|unable to verify|certificate/,
    );
  });
});
