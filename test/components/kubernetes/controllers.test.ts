import * as assert from "node:assert/strict";
import { Controllers, type ControllersArgs } from "../../../components/kubernetes/controllers.ts";
import { defaultNodePool } from "../../../components/kubernetes/node-pool.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ControllersArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  cluster: {
    clusterName: "test-platform",
    version: "1.34",
    endpoint: "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
    autoscaling: { by: "none" },
    workloadIdentity: "pod-identity",
    oidcIssuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABCD",
    vpcId: "vpc-1",
    vpcCidr: "10.0.0.0/16",
    subnetIds: ["subnet-1"],
    securityGroupIds: ["sg-1"],
  },
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  secretsKeyAlias: "alias/test-secrets",
  tags: {},
  enabled: { loadBalancerController: true, externalSecrets: true, logShipping: true },
  nodePool: defaultNodePool,
};

describe("Controllers", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  const levels = (): unknown =>
    Object.fromEntries(
      mocks
        .ofType("kubernetes:core/v1:Namespace")
        .map(({ inputs }) => inputs.metadata as { name: string; labels: Record<string, string> })
        .map(({ name, labels }) => [name, labels["pod-security.kubernetes.io/enforce"]]),
    );

  it("keeps all controllers restricted but the log shippers, which read the node's files", async () => {
    new Controllers("controllers", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(levels(), { "platform-system": "restricted", "platform-logging": "privileged" });
  });

  it("lets the control plane reach admission webhooks, and nobody else anything", async () => {
    new Controllers("controllers", args, recorded.options);
    await mocks.settle();
    const openings = mocks
      .ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .map(({ inputs }) => inputs.spec as { ingress?: { from: unknown; ports: { port: number }[] }[] })
      .flatMap(({ ingress }) => ingress ?? []);
    assert.deepEqual(openings.flatMap(({ ports }) => ports.map(({ port }) => port)).sort(), [10250, 9443]);
    assert.ok(openings.every(({ from }) => JSON.stringify(from) === '[{"ipBlock":{"cidr":"10.0.0.0/16"}}]'));
  });

  it("names the roles at the service accounts where the cluster identifies pods by its issuer", async () => {
    new Controllers(
      "controllers",
      { ...args, cluster: { ...args.cluster, workloadIdentity: "irsa" } },
      recorded.options,
    );
    await mocks.settle();
    const { values } = mocks.one("kubernetes:helm.sh/v3:Release", "controllers-logs-release").inputs;
    assert.deepEqual((values as { serviceAccount: { annotations: unknown } }).serviceAccount.annotations, {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::111111111111:role/test-fluent-bit",
    });
    assert.deepEqual(mocks.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
  });

  it("leaves out what the environment does not want, with its namespace and its role", async () => {
    const enabled = { loadBalancerController: false, externalSecrets: false, logShipping: false };
    const { podLogGroups } = new Controllers("controllers", { ...args, enabled }, recorded.options);
    await mocks.settle();
    assert.deepEqual(levels(), { "platform-system": "restricted" });
    assert.deepEqual(mocks.ofType("kubernetes:helm.sh/v3:Release"), []);
    assert.deepEqual(mocks.ofType("aws:iam/role:Role"), []);
    assert.deepEqual(podLogGroups, []);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Controllers("one", args, recorded.options);
    new Controllers("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
