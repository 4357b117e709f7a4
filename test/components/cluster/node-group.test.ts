import * as assert from "node:assert/strict";
import { type NodeGroupSpec } from "../../../components/cluster/node-group-spec.ts";
import { NodeGroup, type NodeGroupArgs } from "../../../components/cluster/node-group.ts";
import { installMocks, type MockedResource, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const tags = { Environment: "test", Owner: "data-platform" };

const args: NodeGroupArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  spec: { name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 },
  clusterName: "test-platform",
  version: "1.34",
  nodeRoleArn: "arn:aws:iam::111111111111:role/test-nodes",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-cluster", "sg-nodes"],
  diskKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/cluster",
  tags,
};

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const nodes = "aws:eks/nodeGroup:NodeGroup";

describe("NodeGroup", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: { [template]: () => ({ latestVersion: 3 }) } });
    recorded = recorder();
  });

  /** Makes a group and returns its template and its nodes. */
  async function made(
    change: Partial<NodeGroupSpec> = {},
  ): Promise<Record<"template" | "nodes", MockedResource["inputs"]>> {
    new NodeGroup("group", { ...args, spec: { ...args.spec, ...change } }, recorded.options);
    await mocks.settle();
    return { template: mocks.one(template).inputs, nodes: mocks.one(nodes).inputs };
  }

  it("answers metadata requests with a token, one hop away", async () => {
    assert.deepEqual((await made()).template.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("encrypts its disks with the given key, of 50 GiB by default", async () => {
    assert.deepEqual((await made()).template.blockDeviceMappings, [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: 50,
          deleteOnTermination: "true",
          encrypted: "true",
          kmsKeyId: args.diskKeyArn,
        },
      },
    ]);
  });

  it("tags instances, volumes and network interfaces, which the provider's tags do not reach", async () => {
    const { tagSpecifications } = (await made()).template as {
      tagSpecifications: { resourceType: string; tags: Record<string, string> }[];
    }; // as the component gives them
    assert.deepEqual(
      tagSpecifications.map(({ resourceType }) => resourceType),
      ["instance", "volume", "network-interface"],
    );
    for (const specification of tagSpecifications) {
      assert.deepEqual(specification.tags, { ...tags, Name: "test-system-nodes" });
    }
  });

  it("runs the template's newest version, in the subnets and security groups given", async () => {
    const group = await made();
    assert.deepEqual(group.nodes.launchTemplate, { id: "lt-group-template", version: "3" });
    assert.deepEqual(group.nodes.subnetIds, args.subnetIds);
    assert.equal(group.nodes.nodeGroupNamePrefix, "test-system-");
    assert.deepEqual(group.template.vpcSecurityGroupIds, args.securityGroupIds);
  });

  it("leaves the number of nodes to the autoscaler", async () => {
    await made();
    assert.deepEqual(recorded.ofType(nodes)[0]?.options.ignoreChanges, ["scalingConfig.desiredSize"]);
  });

  it("is on demand, repaired, of the cluster's version and never updated by force", async () => {
    const group = await made();
    assert.partialDeepStrictEqual(group.nodes, {
      version: "1.34",
      capacityType: "ON_DEMAND",
      forceUpdateVersion: false,
      nodeRepairConfig: { enabled: true },
      updateConfig: { maxUnavailablePercentage: 33 },
      labels: { "platform/node-group": "system" },
    });
    assert.equal(group.nodes.releaseVersion, undefined);
  });

  it("takes disk, instance types, system, capacity, labels, taints and release as given", async () => {
    const group = await made({
      instanceTypes: ["m7i.large", "m6i.large"],
      diskSizeGiB: 200,
      system: "bottlerocket",
      capacity: "spot",
      labels: { team: "data" },
      taints: [{ key: "dedicated", value: "spark", effect: "NO_SCHEDULE" }],
      maxUnavailablePercentage: 10,
      amiRelease: "1.49.0-713f44ce",
    });
    assert.partialDeepStrictEqual(group.nodes, {
      amiType: "BOTTLEROCKET_x86_64",
      instanceTypes: ["m7i.large", "m6i.large"],
      capacityType: "SPOT",
      labels: { team: "data", "platform/node-group": "system" },
      taints: [{ key: "dedicated", value: "spark", effect: "NO_SCHEDULE" }],
      updateConfig: { maxUnavailablePercentage: 10 },
      releaseVersion: "1.49.0-713f44ce",
    });
    assert.match(JSON.stringify(group.template.blockDeviceMappings), /"volumeSize":200/);
    assert.match(Buffer.from(String(group.template.userData), "base64").toString(), /^\[settings\.kubernetes\]/);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new NodeGroup("one", args, recorded.options);
    new NodeGroup("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
