import * as assert from "node:assert/strict";
import { addonPlan, type AddonPlanArgs, type AddonStage } from "../../../components/cluster/addon-plan.ts";

const args: AddonPlanArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterName: "test-platform",
  volumesKeyAlias: "alias/test-cluster",
  autoMode: false,
  containerInsights: true,
  podNetwork: { env: { ENABLE_PREFIX_DELEGATION: "true" } },
};

const names = (change: Partial<AddonPlanArgs>, stage: AddonStage): readonly string[] =>
  addonPlan({ ...args, ...change })
    .filter((addon) => addon.stage === stage)
    .map(({ name }) => name);

describe("addonPlan", () => {
  it("installs before nodes what they need, and after them what needs nodes", () => {
    assert.deepEqual(names({}, "before-nodes"), ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]);
    assert.deepEqual(names({}, "after-nodes"), [
      "coredns",
      "aws-ebs-csi-driver",
      "eks-node-monitoring-agent",
      "metrics-server",
      "amazon-cloudwatch-observability",
    ]);
  });

  it("leaves to Auto Mode what Auto Mode brings", () => {
    assert.deepEqual(names({ autoMode: true }, "before-nodes"), []);
    assert.deepEqual(names({ autoMode: true }, "after-nodes"), ["metrics-server", "amazon-cloudwatch-observability"]);
  });

  it("leaves Container Insights out where it is not wanted", () => {
    assert.ok(!names({ containerInsights: false }, "after-nodes").includes("amazon-cloudwatch-observability"));
  });

  it("has the CNI enforce network policies", () => {
    const cni = addonPlan(args).find(({ name }) => name === "vpc-cni");
    assert.deepEqual(cni?.configuration, {
      enableNetworkPolicy: "true",
      nodeAgent: { enablePolicyEventLogs: "true" },
      env: { ENABLE_PREFIX_DELEGATION: "true" },
    });
  });

  it("preserves what running pods cannot do without, and nothing else", () => {
    const preserved = addonPlan(args).filter(({ preserve }) => preserve);
    assert.deepEqual(
      preserved.map(({ name }) => name),
      ["eks-pod-identity-agent", "kube-proxy", "vpc-cni", "coredns"],
    );
  });

  it("lets the CloudWatch agent write its own log group and its own metrics", () => {
    const agent = addonPlan(args).find(({ name }) => name === "amazon-cloudwatch-observability");
    const statements = agent?.access?.grants?.flatMap((grant) => grant.statements) ?? [];
    const [logs, metrics] = statements;
    assert.equal(
      logs?.Resource,
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/containerinsights/test-platform/performance:*",
    );
    assert.deepEqual(agent?.configuration, { containerLogs: { enabled: false } });
    assert.deepEqual(metrics?.Condition, { StringEquals: { "cloudwatch:namespace": "ContainerInsights" } });
  });
});
