import * as assert from "node:assert/strict";
import { defaultNodePool } from "../../../components/kubernetes/node-pool.ts";
import {
  type NodeAutoscaling,
  NodeScaling,
  type NodeScalingArgs,
} from "../../../components/kubernetes/node-scaling.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const roleArn = "arn:aws:iam::111111111111:role/test-autoscaler";
const controller = { roleArn, serviceAccount: { namespace: "platform-system", name: "autoscaler" } };
const karpenter: NodeAutoscaling = {
  by: "karpenter",
  controller,
  interruptionQueue: { name: "test-karpenter" },
  instanceProfileName: "test-nodes",
};
const args: NodeScalingArgs = {
  clusterName: "test-platform",
  region: "eu-central-1",
  endpoint: "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
  autoscaling: { by: "none" },
  workloadIdentity: "pod-identity",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  tags: {},
  nodePool: defaultNodePool,
};

describe("NodeScaling", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const charts = (): readonly unknown[] =>
    mocks
      .ofType("kubernetes:helm.sh/v3:Release")
      .map(({ inputs }) => inputs.name)
      .sort();

  it("installs nothing where EKS or nobody scales", async () => {
    new NodeScaling("one", args, recorded.options);
    new NodeScaling("two", { ...args, autoscaling: { by: "auto-mode" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.resources.map(({ type }) => type),
      ["platform:kubernetes:NodeScaling", "platform:kubernetes:NodeScaling"],
    );
  });

  it("installs the autoscaler that the cluster was built for", async () => {
    new NodeScaling("one", { ...args, autoscaling: karpenter }, recorded.options);
    new NodeScaling("two", { ...args, autoscaling: { by: "cluster-autoscaler", controller } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(charts(), ["cluster-autoscaler", "karpenter", "karpenter-crd"]);
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  it("names the role at the service account only where the cluster identifies pods by it", async () => {
    new NodeScaling("one", { ...args, autoscaling: karpenter, workloadIdentity: "irsa" }, recorded.options);
    new NodeScaling("two", { ...args, autoscaling: karpenter }, recorded.options);
    await mocks.settle();
    const annotations = (name: string): unknown => {
      const { values } = mocks.one("kubernetes:helm.sh/v3:Release", `${name}-karpenter-release`).inputs;
      return (values as { serviceAccount: { annotations: unknown } }).serviceAccount.annotations;
    };
    assert.deepEqual(annotations("one"), { "eks.amazonaws.com/role-arn": roleArn });
    assert.deepEqual(annotations("two"), {});
  });
});
