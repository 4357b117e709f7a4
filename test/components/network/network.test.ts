import * as assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../../components/network/network.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents, valueOf } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

const args: NetworkArgs = {
  place,
  vpcCidr: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
  natGateways: "single",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
};

describe("Network", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: remoteComponents });
    recorded = recorder();
  });

  it("gives awsx every block of the plan, so that awsx lays out nothing itself", async () => {
    new Network("network", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("awsx:ec2:Vpc", "network-vpc");
    assert.deepEqual(inputs.subnetSpecs, [
      {
        type: "Public",
        name: "public",
        cidrBlocks: ["10.0.0.0/20", "10.0.64.0/20"],
        tags: { Tier: "public", "kubernetes.io/role/elb": "1" },
      },
      {
        type: "Private",
        name: "app",
        cidrBlocks: ["10.0.16.0/20", "10.0.80.0/20"],
        tags: { Tier: "app", "kubernetes.io/role/internal-elb": "1" },
      },
      { type: "Isolated", name: "data", cidrBlocks: ["10.0.32.0/20", "10.0.96.0/20"], tags: { Tier: "data" } },
    ]);
    assert.deepEqual(inputs.availabilityZoneNames, args.availabilityZones);
    assert.deepEqual(inputs.natGateways, { strategy: "Single" });
  });

  for (const [natGateways, strategy] of [
    ["none", "None"],
    ["per-zone", "OnePerAz"],
  ] as const) {
    it(`asks awsx for NAT strategy ${strategy} when configured ${natGateways}`, async () => {
      new Network("network", { ...args, natGateways }, recorded.options);
      await mocks.settle();
      assert.deepEqual(mocks.one("awsx:ec2:Vpc").inputs.natGateways, { strategy });
    });
  }

  it("returns each subnet by tier and zone, with awsx's ID and the plan's block", async () => {
    const network = new Network("network", args, recorded.options);
    assert.deepEqual(await valueOf(network.subnets), {
      public: {
        "eu-central-1a": { id: "subnet-network-vpc-public-1", cidr: "10.0.0.0/20" },
        "eu-central-1b": { id: "subnet-network-vpc-public-2", cidr: "10.0.64.0/20" },
      },
      app: {
        "eu-central-1a": { id: "subnet-network-vpc-private-1", cidr: "10.0.16.0/20" },
        "eu-central-1b": { id: "subnet-network-vpc-private-2", cidr: "10.0.80.0/20" },
      },
      data: {
        "eu-central-1a": { id: "subnet-network-vpc-isolated-1", cidr: "10.0.32.0/20" },
        "eu-central-1b": { id: "subnet-network-vpc-isolated-2", cidr: "10.0.96.0/20" },
      },
    });
    await mocks.settle();
  });

  it("closes the default security group in both directions", async () => {
    new Network("network", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual([inputs.ingress, inputs.egress], [[], []]);
  });

  it("takes the subnet prefix it is given", async () => {
    const network = new Network("network", { ...args, subnetPrefix: 24 }, recorded.options);
    await mocks.settle();
    assert.equal(network.subnets.data["eu-central-1b"]?.cidr, "10.0.6.0/24");
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Network("one", args, recorded.options);
    new Network("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  it("fails when a zone lies in another Region", () => {
    assert.throws(() => new Network("network", { ...args, availabilityZones: ["eu-central-1a", "us-east-1a"] }), {
      message:
        "Zones us-east-1a are not in eu-central-1. Change network:availabilityZones or platform:region in Pulumi.test.yaml.",
    });
  });

  it("fails when the VPC does not hold the plan", () => {
    assert.throws(() => new Network("network", { ...args, vpcCidr: "10.0.0.0/20" }), /allowed: .*subnets of \/23/);
  });
});
