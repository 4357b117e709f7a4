import * as assert from "node:assert/strict";
import { Cluster, type ClusterArgs } from "../../../components/cluster/cluster.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents, valueOf } from "../../support/index.ts";

const args: ClusterArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  version: "1.34",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  nodeSecurityGroupId: "sg-nodes",
  nodeGroups: [{ name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 }],
  secretsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  publicAccessCidrs: [],
  deletionProtection: true,
};

const controlPlane = "eks:index:Cluster";
const addon = "aws:eks/addon:Addon";
const outputs = {
  ...remoteComponents,
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
};

describe("Cluster", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs });
    recorded = recorder();
  });

  it("answers inside the VPC only, unless blocks are named", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(controlPlane);
    assert.deepEqual([inputs.endpointPrivateAccess, inputs.endpointPublicAccess], [true, false]);
    assert.equal(inputs.publicAccessCidrs, undefined);
  });

  it("answers the blocks that are named", async () => {
    new Cluster("cluster", { ...args, publicAccessCidrs: ["203.0.113.0/24"] }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(controlPlane);
    assert.deepEqual([inputs.endpointPublicAccess, inputs.publicAccessCidrs], [true, ["203.0.113.0/24"]]);
  });

  it("encrypts secrets with the given key, logs everything and lets access entries decide", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(controlPlane);
    assert.equal(inputs.encryptionConfigKeyArn, args.secretsKeyArn);
    assert.equal(inputs.authenticationMode, "API");
    assert.equal(inputs.deletionProtection, true);
    assert.deepEqual(inputs.enabledClusterLogTypes, [
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]);
  });

  it("makes EKS's log group first, with a key and an end", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:cloudwatch/logGroup:LogGroup").inputs, {
      name: "/aws/eks/test-platform/cluster",
      kmsKeyId: args.logsKeyArn,
      retentionInDays: 90,
    });
    assert.deepEqual(recorded.dependenciesOf(controlPlane, "cluster-control-plane"), [
      "aws:cloudwatch/logGroup:LogGroup cluster-control-plane-logs",
    ]);
  });

  it("installs what makes nodes ready before nodes, and what runs on nodes after them", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    const nodesWaitFor = recorded.dependenciesOf("platform:cluster:NodeGroup", "cluster-system");
    for (const name of ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"]) {
      assert.ok(nodesWaitFor.includes(`${addon} cluster-${name}`), `nodes do not wait for ${name}`);
    }
    for (const name of ["coredns", "aws-ebs-csi-driver"]) {
      const waitsFor = recorded.dependenciesOf(addon, `cluster-${name}`);
      assert.ok(waitsFor.includes("platform:cluster:NodeGroup cluster-system"), `${name} does not wait for nodes`);
    }
  });

  it("gives the EBS driver a role of its own before it starts", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    const waitsFor = recorded.dependenciesOf(addon, "cluster-aws-ebs-csi-driver");
    assert.ok(waitsFor.includes("platform:cluster:WorkloadRole cluster-ebs-csi"));
    const { inputs } = mocks.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.deepEqual([inputs.namespace, inputs.serviceAccount], ["kube-system", "ebs-csi-controller-sa"]);
  });

  it("puts the cluster's security group and the given one on the nodes", async () => {
    new Cluster("cluster", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:ec2/launchTemplate:LaunchTemplate").inputs.vpcSecurityGroupIds, [
      "sg-of-the-cluster",
      "sg-nodes",
    ]);
  });

  it("knows name, ARN and node role before anything exists", async () => {
    const cluster = new Cluster("cluster", args, recorded.options);
    assert.equal(cluster.clusterName, "test-platform");
    assert.equal(cluster.clusterArn, "arn:aws:eks:eu-central-1:111111111111:cluster/test-platform");
    assert.equal(cluster.nodeRoleArn, "arn:aws:iam::111111111111:role/test-nodes");
    assert.match(await valueOf(cluster.endpoint), /^https:/);
    await mocks.settle();
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Cluster("one", args, recorded.options);
    new Cluster("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
