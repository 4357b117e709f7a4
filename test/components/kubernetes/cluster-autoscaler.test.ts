import * as assert from "node:assert/strict";
import { ClusterAutoscaler } from "../../../components/kubernetes/cluster-autoscaler.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  clusterName: "test-platform",
  region: "eu-central-1",
  controller: { namespace: "platform-system", name: "cluster-autoscaler", annotations: {} },
};

interface Values {
  readonly autoDiscovery: unknown;
  readonly rbac: { readonly serviceAccount: unknown };
  readonly containerSecurityContext: Record<string, unknown>;
  readonly podDisruptionBudget: unknown;
}

describe("ClusterAutoscaler", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const values = (): Values => mocks.one("kubernetes:helm.sh/v3:Release").inputs.values as Values;

  it("finds the cluster's node groups by their tags, as a restricted pod with a disruption budget", async () => {
    new ClusterAutoscaler("autoscaler", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(values().autoDiscovery, { clusterName: "test-platform" });
    assert.deepEqual(values().containerSecurityContext.capabilities, { drop: ["ALL"] });
    assert.deepEqual(values().podDisruptionBudget, { maxUnavailable: 1 });
  });

  it("runs as the service account that it is given, with its annotations", async () => {
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::111111111111:role/test-autoscaler" };
    const controller = { namespace: "kube-system", name: "scaler", annotations };
    new ClusterAutoscaler("autoscaler", { ...args, controller }, recorded.options);
    await mocks.settle();
    assert.deepEqual(values().rbac.serviceAccount, { create: true, name: "scaler", annotations });
    assert.equal(mocks.one("kubernetes:helm.sh/v3:Release").inputs.namespace, "kube-system");
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new ClusterAutoscaler("one", args, recorded.options);
    new ClusterAutoscaler("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
