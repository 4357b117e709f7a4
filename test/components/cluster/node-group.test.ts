import * as assert from "node:assert/strict";
import { NodeGroup, type NodeGroupArgs } from "../../../components/cluster/node-group.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: NodeGroupArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  spec: { name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 },
  clusterName: "test-platform",
  nodeRoleArn: "arn:aws:iam::111111111111:role/test-nodes",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-cluster", "sg-nodes"],
};

const template = "aws:ec2/launchTemplate:LaunchTemplate";

describe("NodeGroup", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: { [template]: () => ({ latestVersion: 3 }) } });
    recorded = recorder();
  });

  it("answers metadata requests with a token, one hop away", async () => {
    new NodeGroup("group", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(template).inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("encrypts its disks, of 50 GiB by default", async () => {
    new NodeGroup("group", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.one(template).inputs.blockDeviceMappings, [
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 50, deleteOnTermination: "true", encrypted: "true" },
      },
    ]);
  });

  it("runs the template's newest version, in the subnets and security groups given", async () => {
    new NodeGroup("group", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:eks/nodeGroup:NodeGroup");
    assert.deepEqual(inputs.launchTemplate, { id: "lt-group-template", version: "3" });
    assert.deepEqual(inputs.subnetIds, args.subnetIds);
    assert.equal(inputs.nodeGroupNamePrefix, "test-system-");
    assert.deepEqual(mocks.one(template).inputs.vpcSecurityGroupIds, args.securityGroupIds);
  });

  it("leaves the number of nodes to the autoscaler", async () => {
    new NodeGroup("group", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.ofType("aws:eks/nodeGroup:NodeGroup")[0]?.options.ignoreChanges, [
      "scalingConfig.desiredSize",
    ]);
  });

  it("takes disk size and instance types as given", async () => {
    const spec = { ...args.spec, instanceTypes: ["m7i.large", "m6i.large"], diskSizeGiB: 200 };
    new NodeGroup("group", { ...args, spec }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:eks/nodeGroup:NodeGroup");
    assert.deepEqual([inputs.amiType, inputs.instanceTypes], ["AL2023_x86_64_STANDARD", spec.instanceTypes]);
    assert.match(JSON.stringify(mocks.one(template).inputs.blockDeviceMappings), /"volumeSize":200/);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new NodeGroup("one", args, recorded.options);
    new NodeGroup("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
