import * as assert from "node:assert/strict";
import { Karpenter, type KarpenterArgs } from "../../../components/kubernetes/karpenter.ts";
import { defaultNodePool } from "../../../components/kubernetes/node-pool.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: KarpenterArgs = {
  clusterName: "test-platform",
  endpoint: "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
  controller: { namespace: "platform-system", name: "karpenter", annotations: {} },
  queueName: "test-karpenter",
  instanceProfileName: "test-nodes",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1", "sg-2"],
  tags: { Environment: "test" },
};

const release = "kubernetes:helm.sh/v3:Release";
const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const nodePool = "kubernetes:karpenter.sh/v1:NodePool";

interface NodeClass {
  readonly amiSelectorTerms: unknown;
  readonly blockDeviceMappings: { readonly deviceName: string; readonly ebs: Record<string, unknown> }[];
  readonly metadataOptions: unknown;
}

interface NodePool {
  readonly template: { readonly spec: { readonly requirements: { key: string; values: string[] }[] } };
  readonly limits: unknown;
  readonly disruption: { readonly budgets: { nodes: string; reasons?: string[] }[] };
}

describe("Karpenter", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("launches nodes with encrypted disks whose metadata service answers one hop away", async () => {
    new Karpenter("karpenter", args, recorded.options);
    await mocks.settle();
    const spec = mocks.one(nodeClass).inputs.spec as NodeClass;
    assert.deepEqual(spec.metadataOptions, {
      httpEndpoint: "enabled",
      httpProtocolIPv6: "disabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "required",
    });
    assert.ok(spec.blockDeviceMappings.every(({ ebs }) => ebs.encrypted === true && ebs.volumeType === "gp3"));
    assert.deepEqual(spec.amiSelectorTerms, [{ alias: "al2023@latest" }]);
  });

  it("disrupts a tenth of the nodes at a time, and saves nothing in working hours", async () => {
    new Karpenter("karpenter", args, recorded.options);
    await mocks.settle();
    const { budgets } = (mocks.one(nodePool).inputs.spec as NodePool).disruption;
    assert.equal(budgets[0]?.nodes, "10%");
    assert.deepEqual([budgets[1]?.nodes, budgets[1]?.reasons], ["0", ["Underutilized"]]);
  });

  it("reads the queue of interruptions, and keeps definitions in a release of their own", async () => {
    new Karpenter("karpenter", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(release, "karpenter-release");
    const { settings } = inputs.values as { settings: Record<string, unknown> };
    assert.deepEqual([settings.clusterName, settings.interruptionQueue], ["test-platform", "test-karpenter"]);
    assert.equal(inputs.skipCrds, true);
    assert.equal(mocks.one(release, "karpenter-definitions-release").inputs.name, "karpenter-crd");
  });

  it("lets the pool go before its class, the class before the controller, the controller before its definitions", async () => {
    new Karpenter("karpenter", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.dependenciesOf(nodePool, "karpenter-node-pool"), [`${nodeClass} karpenter-node-class`]);
    assert.deepEqual(recorded.dependenciesOf(nodeClass, "karpenter-node-class"), [
      "platform:kubernetes:ChartRelease karpenter",
    ]);
    assert.deepEqual(recorded.dependenciesOf("platform:kubernetes:ChartRelease", "karpenter"), [
      "platform:kubernetes:ChartRelease karpenter-definitions",
    ]);
  });

  it("takes other nodes: Bottlerocket, x86, Spot, another size", async () => {
    new Karpenter(
      "karpenter",
      {
        ...args,
        nodePool: {
          ...defaultNodePool,
          architecture: "amd64",
          capacityTypes: ["spot", "on-demand"],
          image: "bottlerocket@v1.50.0",
          maxCpus: 8,
        },
      },
      recorded.options,
    );
    await mocks.settle();
    const pool = mocks.one(nodePool).inputs.spec as NodePool;
    assert.deepEqual(pool.limits, { cpu: "8" });
    const values = Object.fromEntries(pool.template.spec.requirements.map(({ key, values }) => [key, values]));
    assert.deepEqual(values["kubernetes.io/arch"], ["amd64"]);
    assert.deepEqual(values["karpenter.sh/capacity-type"], ["spot", "on-demand"]);
    const spec = mocks.one(nodeClass).inputs.spec as NodeClass;
    assert.deepEqual(
      spec.blockDeviceMappings.map(({ deviceName, ebs }) => [deviceName, ebs.volumeSize]),
      [
        ["/dev/xvda", "4Gi"],
        ["/dev/xvdb", "50Gi"],
      ],
    );
  });

  it("fails when there would be no node it may launch", () => {
    const withPool = (pool: Partial<typeof defaultNodePool>) => () =>
      new Karpenter("karpenter", { ...args, nodePool: { ...defaultNodePool, ...pool } });
    assert.throws(
      withPool({ image: "ubuntu" }),
      /Karpenter karpenter: nodePool\.image = "ubuntu"; allowed: al2023@ or/,
    );
    assert.throws(withPool({ capacityTypes: [] }), /nodePool\.capacityTypes = \[\]; allowed: on-demand, spot or both/);
    assert.throws(withPool({ maxCpus: 0 }), /nodePool\.maxCpus = 0; allowed: 1 or more/);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Karpenter("one", args, recorded.options);
    new Karpenter("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
