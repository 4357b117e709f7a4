import * as assert from "node:assert/strict";
import type { Inputs } from "@pulumi/pulumi";
import { constructs } from "../../../../local/provider/construct/awsx-vpc.ts";
import { installMocks, type Mocks, recorder, valueOf } from "../../../support/index.ts";

const inputs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["eu-central-1a", "eu-central-1b"],
  subnetStrategy: "Auto",
  subnetNameTagStrategy: "AvailabilityZone",
  subnetSpecs: [
    { type: "Isolated", name: "data", cidrBlocks: ["10.0.32.0/20", "10.0.96.0/20"] },
    { type: "Private", name: "app", cidrBlocks: ["10.0.16.0/20", "10.0.80.0/20"] },
    { type: "Public", cidrBlocks: ["10.0.0.0/20", "10.0.64.0/20"] },
  ],
  natGateways: { strategy: "OnePerAz" },
  tags: { Name: "test-vpc" },
};

const construct = async (given: Inputs): Promise<Inputs> => {
  const component = constructs["awsx:ec2:Vpc"];
  assert.ok(component);
  return (await component("vpc", given, recorder().options)).state;
};

describe("awsx:ec2:Vpc on the one-machine cloud", () => {
  let mocks: Mocks;
  const namesOf = (type: string): readonly string[] => mocks.ofType(type).map(({ name }) => name);

  beforeEach(() => {
    mocks = installMocks();
  });

  it("makes the published component's children: one route table for each subnet, named by tier and zone number", async () => {
    await construct(inputs);
    await mocks.settle();
    const subnets = ["public", "app", "data"].flatMap((tier) => [`vpc-${tier}-1`, `vpc-${tier}-2`]).sort();
    assert.deepEqual([...namesOf("aws:ec2/subnet:Subnet")].sort(), subnets);
    assert.deepEqual([...namesOf("aws:ec2/routeTable:RouteTable")].sort(), subnets);
    assert.deepEqual([...namesOf("aws:ec2/routeTableAssociation:RouteTableAssociation")].sort(), subnets);
    assert.deepEqual(namesOf("aws:ec2/internetGateway:InternetGateway"), ["vpc"]);
    assert.deepEqual([...namesOf("aws:ec2/natGateway:NatGateway")].sort(), ["vpc-1", "vpc-2"]);
    assert.deepEqual([...namesOf("aws:ec2/eip:Eip")].sort(), ["vpc-1", "vpc-2"]);
  });

  it("gives isolated subnets no route out", async () => {
    await construct(inputs);
    await mocks.settle();
    assert.deepEqual([...namesOf("aws:ec2/route:Route")].sort(), [
      "vpc-app-1",
      "vpc-app-2",
      "vpc-public-1",
      "vpc-public-2",
    ]);
  });

  for (const [strategy, gateways, routes] of [
    ["Single", 1, 4],
    ["None", 0, 2],
  ] as const) {
    it(`makes ${gateways} NAT gateways for strategy ${strategy}`, async () => {
      await construct({ ...inputs, natGateways: { strategy } });
      await mocks.settle();
      assert.equal(namesOf("aws:ec2/natGateway:NatGateway").length, gateways);
      assert.equal(namesOf("aws:ec2/route:Route").length, routes);
    });
  }

  it("tags a subnet by its zone", async () => {
    await construct(inputs);
    await mocks.settle();
    assert.deepEqual(mocks.one("aws:ec2/subnet:Subnet", "vpc-app-2").inputs.tags, {
      Name: "vpc-app-1b",
      SubnetType: "Private",
    });
  });

  it("returns each tier's subnets in the order of the zones", async () => {
    const { publicSubnetIds, isolatedSubnetIds } = await construct(inputs);
    assert.deepEqual(await valueOf([publicSubnetIds, isolatedSubnetIds]), [
      ["subnet-vpc-public-1", "subnet-vpc-public-2"],
      ["subnet-vpc-data-1", "subnet-vpc-data-2"],
    ]);
    await mocks.settle();
  });

  it("makes the VPC and its Internet gateway alone for an unused subnet, with the block taken from a pool", async () => {
    await construct({
      ...inputs,
      subnetSpecs: [{ type: "Unused" }],
      natGateways: { strategy: "None" },
      ipv4IpamPoolId: "ipam-pool-1",
    });
    await mocks.settle();
    assert.deepEqual(
      mocks.resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")),
      ["aws:ec2/vpc:Vpc", "aws:ec2/internetGateway:InternetGateway"],
    );
    assert.equal(mocks.one("aws:ec2/vpc:Vpc").inputs.ipv4IpamPoolId, "ipam-pool-1");
  });

  it("names subnets by the zone's number, as awsx does: a zone put in the middle takes the next one's names", async () => {
    const zoneOf = async (availabilityZoneNames: readonly string[]): Promise<unknown> => {
      mocks = installMocks();
      const cidrBlocks = availabilityZoneNames.map((_, index) => `10.0.${index}.0/24`);
      const subnetSpecs = [
        { type: "Public", cidrBlocks },
        { type: "Private", name: "app", cidrBlocks },
      ];
      await construct({ ...inputs, availabilityZoneNames, subnetSpecs });
      await mocks.settle();
      return mocks.one("aws:ec2/subnet:Subnet", "vpc-app-2").inputs.availabilityZone;
    };
    assert.equal(await zoneOf(["eu-central-1a", "eu-central-1c"]), "eu-central-1c");
    assert.equal(await zoneOf(["eu-central-1a", "eu-central-1b", "eu-central-1c"]), "eu-central-1b");
  });

  it("fails on every argument it does nothing with, by name", async () => {
    await assert.rejects(
      () => construct({ ...inputs, subnetStrategy: "Exact", ipv4NetmaskLength: 16, instanceTenancy: "dedicated" }),
      (error: Error) => {
        assert.match(error.message, /subnetStrategy = "Exact" not supported: only "Auto" with explicit cidrBlocks is/);
        assert.match(error.message, /ipv4NetmaskLength, instanceTenancy not supported/);
        assert.match(error.message, /local\/provider\/construct\/awsx-vpc\.ts/);
        return true;
      },
    );
  });

  it("fails when a subnet has not one block for each zone, as awsx does", async () => {
    const subnetSpecs = [{ type: "Public", cidrBlocks: ["10.0.0.0/20"] }];
    await assert.rejects(() => construct({ ...inputs, subnetSpecs }), {
      message: "subnetSpecs[0] has 1 CIDR blocks for 2 zones; awsx wants one for each zone.",
    });
    await assert.rejects(() => construct({ ...inputs, subnetSpecs: [...inputs.subnetSpecs, { type: "Unused" }] }), {
      message: "subnetSpecs[3] has 0 CIDR blocks for 2 zones; awsx wants one for each zone.",
    });
  });
});
