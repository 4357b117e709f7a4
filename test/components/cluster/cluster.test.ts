import * as assert from "node:assert/strict";
import { Cluster, type ClusterArgs } from "../../../components/cluster/cluster.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents, valueOf } from "../../support/index.ts";

const args: ClusterArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  version: "1.34",
  vpcId: "vpc-1",
  subnetIds: { "eu-central-1a": "subnet-1", "eu-central-1b": "subnet-2" },
  nodeSecurityGroupId: "sg-nodes",
  nodeGroups: [{ name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 }],
  keyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  keyAlias: "alias/test-cluster",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  tags: { Environment: "test" },
  autoscaler: "none",
};

const addon = "aws:eks/addon:Addon";
const clusterAddon = "platform:cluster:ClusterAddon";
const nodeGroup = "platform:cluster:NodeGroup";

describe("Cluster", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({
      outputs: { ...remoteComponents, "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }) },
    });
    recorded = recorder();
  });

  async function make(change: Partial<ClusterArgs> = {}): Promise<Cluster> {
    const cluster = new Cluster("cluster", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return cluster;
  }

  const addons = (): readonly string[] => mocks.ofType(addon).map(({ inputs }) => String(inputs.addonName));

  it("installs what makes nodes ready before nodes, and what runs on nodes after them", async () => {
    await make();
    const nodesWaitFor = recorded.dependenciesOf(nodeGroup, "cluster-system");
    for (const name of ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]) {
      assert.ok(nodesWaitFor.includes(`${clusterAddon} cluster-${name}`), `nodes do not wait for ${name}`);
      assert.ok(!recorded.dependenciesOf(clusterAddon, `cluster-${name}`).includes(`${nodeGroup} cluster-system`));
    }
    for (const name of [
      "coredns",
      "aws-ebs-csi-driver",
      "eks-node-monitoring-agent",
      "metrics-server",
      "amazon-cloudwatch-observability",
    ]) {
      const waitsFor = recorded.dependenciesOf(clusterAddon, `cluster-${name}`);
      assert.ok(waitsFor.includes(`${nodeGroup} cluster-system`), `${name} does not wait for nodes`);
    }
  });

  it("pins the version of every add-on", async () => {
    const { addons: names } = await make({ addonVersions: { coredns: "v1.14.0-eksbuild.1" } });
    assert.deepEqual(addons().toSorted(), names.toSorted());
    const versions = new Map(mocks.ofType(addon).map(({ inputs }) => [inputs.addonName, inputs.addonVersion]));
    assert.equal(versions.get("coredns"), "v1.14.0-eksbuild.1");
    assert.ok([...versions.values()].every((version) => typeof version === "string"));
  });

  it("makes the log group of Container Insights before what writes to it, with a key and an end", async () => {
    await make();
    const logGroup = "aws:cloudwatch/logGroup:LogGroup";
    assert.deepEqual(mocks.one(logGroup, "cluster-container-insights-log").inputs, {
      name: "/aws/containerinsights/test-platform/performance",
      kmsKeyId: args.logsKeyArn,
      retentionInDays: 90,
    });
    assert.ok(
      recorded
        .dependenciesOf(clusterAddon, "cluster-amazon-cloudwatch-observability")
        .includes(`${logGroup} cluster-container-insights-log`),
    );
  });

  it("leaves Container Insights out where it is not wanted", async () => {
    await make({ containerInsights: false });
    assert.ok(!addons().includes("amazon-cloudwatch-observability"));
    assert.deepEqual(
      mocks.ofType("aws:cloudwatch/logGroup:LogGroup").map(({ name }) => name),
      ["cluster-control-plane-logs"],
    );
  });

  it("puts the cluster's security group and the given one on the nodes", async () => {
    await make();
    assert.deepEqual(mocks.one("aws:ec2/launchTemplate:LaunchTemplate").inputs.vpcSecurityGroupIds, [
      "sg-of-the-cluster",
      "sg-nodes",
    ]);
  });

  it("keeps a group of nodes to the zones it names", async () => {
    const [system] = args.nodeGroups;
    assert.ok(system);
    await make({ nodeGroups: [system, { ...system, name: "zonal", zones: ["eu-central-1b"] }] });
    const subnetsOf = (name: string): unknown => mocks.one("aws:eks/nodeGroup:NodeGroup", name).inputs.subnetIds;
    assert.deepEqual(subnetsOf("cluster-system-nodes"), ["subnet-1", "subnet-2"]);
    assert.deepEqual(subnetsOf("cluster-zonal-nodes"), ["subnet-2"]);
  });

  it("gives pods the network's subnets for pods, in the security groups of the nodes", async () => {
    await make({ podSubnetIds: { "eu-central-1a": "subnet-pods-1" } });
    const cni = mocks.one(addon, "cluster-vpc-cni-addon").inputs;
    assert.partialDeepStrictEqual(JSON.parse(String(cni.configurationValues)), {
      eniConfig: {
        subnets: { "eu-central-1a": { id: "subnet-pods-1", securityGroups: ["sg-of-the-cluster", "sg-nodes"] } },
      },
    });
  });

  it("makes its creator an administrator only where nobody else has access", async () => {
    await make();
    assert.deepEqual(mocks.ofType("aws:eks/accessEntry:AccessEntry"), []);
  });

  it("knows names, ARNs, autoscaling and add-ons before anything exists", async () => {
    const cluster = await make();
    assert.equal(cluster.clusterName, "test-platform");
    assert.equal(cluster.clusterArn, "arn:aws:eks:eu-central-1:111111111111:cluster/test-platform");
    assert.equal(cluster.nodeRoleArn, "arn:aws:iam::111111111111:role/test-nodes");
    assert.deepEqual(cluster.autoscaling, { by: "none" });
    assert.equal(cluster.workloadIdentity, "pod-identity");
  });

  it("answers with what the Kubernetes API is reached by", async () => {
    const cluster = new Cluster("cluster", args, recorded.options);
    assert.deepEqual(await valueOf([cluster.endpoint, cluster.certificateAuthority, cluster.clusterSecurityGroupId]), [
      "https://ABCD.gr7.eu-central-1.eks.amazonaws.com",
      "Y2VydGlmaWNhdGU=",
      "sg-of-the-cluster",
    ]);
    await mocks.settle();
  });

  describe("with IRSA", () => {
    it("has IAM trust the cluster's issuer, without a thumbprint that somebody would have to fetch", async () => {
      await make({ workloadIdentity: "irsa" });
      assert.deepEqual(mocks.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs, {
        url: "https://oidc.eks.eu-central-1.amazonaws.com/id/ABCD",
        clientIdLists: ["sts.amazonaws.com"],
      });
    });

    it("hands add-ons their role by their service account, and associates nothing", async () => {
      await make({ workloadIdentity: "irsa" });
      assert.equal(
        mocks.one(addon, "cluster-vpc-cni-addon").inputs.serviceAccountRoleArn,
        "arn:aws:iam::111111111111:role/test-vpc-cni",
      );
      assert.deepEqual(mocks.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
    });
  });

  it("with Auto Mode needs no node group, and installs only what Auto Mode does not bring", async () => {
    await make({ autoscaler: "auto-mode", nodeGroups: [] });
    assert.deepEqual(addons().toSorted(), ["amazon-cloudwatch-observability", "metrics-server"]);
    assert.deepEqual(mocks.ofType("aws:eks/nodeGroup:NodeGroup"), []);
  });

  it("fails with everything that does not go together, before it makes anything", async () => {
    const tainted = { ...args.nodeGroups[0], taints: [{ key: "a", effect: "NO_SCHEDULE" }], zones: ["eu-central-1z"] };
    assert.throws(
      () =>
        new Cluster(
          "cluster",
          { ...args, nodeGroups: [tainted as ClusterArgs["nodeGroups"][number]], publicAccessCidrs: ["0.0.0.0/0"] },
          recorded.options,
        ),
      {
        message: [
          "The cluster cannot be made so:",
          "  - cluster:nodeGroups: there is no node group that takes any pod, and add-ons need one to run on; allowed: at least one group without taints, or autoscaler auto-mode",
          "  - cluster:nodeGroups.0.zones: eu-central-1z is no zone of the network; allowed: eu-central-1a, eu-central-1b",
          "  - cluster:publicAccessCidrs: 0.0.0.0/0 is the whole Internet; allowed: the blocks of your own network",
          "Change these keys in the environment's file.",
        ].join("\n"),
      },
    );
    await mocks.settle();
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Cluster("one", { ...args, autoscaler: "karpenter" }, recorded.options);
    new Cluster("two", { ...args, autoscaler: "karpenter" }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
