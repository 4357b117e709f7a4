import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { NatGateways, type NatGatewaysArgs } from "../../../components/network/nat-gateways.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const [a, b] = ["eu-central-1a", "eu-central-1b"] as const;
const subnet = (zone: string): { id: pulumi.Output<string>; cidr: string } => ({
  id: pulumi.output(`subnet-public-${zone}`),
  cidr: "10.0.0.0/20",
});

const args = (): NatGatewaysArgs => ({
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  strategy: "per-zone",
  vpcId: "vpc-1",
  publicSubnets: { [a]: subnet(a), [b]: subnet(b) },
  routeTables: { "app-a": { id: "rtb-app-a", zone: a }, "app-b": { id: "rtb-app-b", zone: b } },
});

describe("NatGateways", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({
      outputs: { "aws:ec2/natGateway:NatGateway": () => ({ publicIp: "203.0.113.7" }) },
    });
    recorded = recorder();
  });

  const routes = (): readonly unknown[] =>
    mocks.ofType("aws:ec2/route:Route").map(({ inputs }) => [inputs.routeTableId, inputs.natGatewayId]);

  it("per zone stand in each zone and serve their own", async () => {
    new NatGateways("nat", args(), recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.ofType("aws:ec2/natGateway:NatGateway").map(({ name, inputs }) => [name, inputs.subnetId]),
      [
        ["nat-eu-central-1a", "subnet-public-eu-central-1a"],
        ["nat-eu-central-1b", "subnet-public-eu-central-1b"],
      ],
    );
    assert.deepEqual(routes(), [
      ["rtb-app-a", "nat-eu-central-1a"],
      ["rtb-app-b", "nat-eu-central-1b"],
    ]);
  });

  it("single stands in the first zone and serves all", async () => {
    new NatGateways("nat", { ...args(), strategy: "single" }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:ec2/natGateway:NatGateway").inputs.subnetId, "subnet-public-eu-central-1a");
    assert.deepEqual(routes(), [
      ["rtb-app-a", "nat-eu-central-1a"],
      ["rtb-app-b", "nat-eu-central-1a"],
    ]);
  });

  it("single stays in the zone it is given, whichever comes first", async () => {
    new NatGateways("nat", { ...args(), strategy: "single", singleZone: b }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:ec2/natGateway:NatGateway").name, "nat-eu-central-1b");
  });

  it("regional is one for the VPC, with addresses of AWS's choice, in no subnet", async () => {
    const nat = new NatGateways("nat", { ...args(), strategy: "regional" }, recorded.options);
    assert.deepEqual(await valueOf(nat.publicIps), {});
    await mocks.settle();
    const { inputs } = mocks.one("aws:ec2/natGateway:NatGateway", "nat-regional");
    assert.deepEqual([inputs.availabilityMode, inputs.vpcId, inputs.subnetId], ["regional", "vpc-1", undefined]);
    assert.equal(inputs.availabilityZoneAddresses, undefined);
    assert.deepEqual(mocks.ofType("aws:ec2/eip:Eip"), []);
    assert.deepEqual(routes(), [
      ["rtb-app-a", "nat-regional"],
      ["rtb-app-b", "nat-regional"],
    ]);
  });

  it("take the Elastic IPs they are given, zonal or regional", async () => {
    const elasticIps = { [a]: "eipalloc-a", [b]: "eipalloc-b" };
    new NatGateways("zonal", { ...args(), elasticIps }, recorded.options);
    new NatGateways("nat", { ...args(), strategy: "regional", elasticIps }, recorded.options);
    await mocks.settle();
    assert.deepEqual(mocks.ofType("aws:ec2/eip:Eip"), []);
    assert.equal(mocks.one("aws:ec2/natGateway:NatGateway", "zonal-eu-central-1b").inputs.allocationId, "eipalloc-b");
    assert.deepEqual(mocks.one("aws:ec2/natGateway:NatGateway", "nat-regional").inputs.availabilityZoneAddresses, [
      { availabilityZone: a, allocationIds: ["eipalloc-a"] },
      { availabilityZone: b, allocationIds: ["eipalloc-b"] },
    ]);
  });

  it("return the addresses the VPC is seen by, by zone", async () => {
    const nat = new NatGateways("nat", args(), recorded.options);
    assert.deepEqual(await valueOf(nat.publicIps), { [a]: "203.0.113.7", [b]: "203.0.113.7" });
    await mocks.settle();
  });

  it("keep every child under themselves and named after themselves, twice in one stack", async () => {
    new NatGateways("one", args(), recorded.options);
    new NatGateways("two", args(), recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  for (const [change, message] of [
    [
      { elasticIps: { [a]: "eipalloc-a" } },
      "Elastic IPs are given for eu-central-1a; NAT per-zone wants one for each of eu-central-1a, eu-central-1b.",
    ],
    [{ singleZone: a }, "A NAT zone (eu-central-1a) goes with a single gateway only, not with per-zone."],
    [
      { strategy: "single", singleZone: "eu-central-1c" },
      "The NAT zone eu-central-1c has no public subnet; allowed: eu-central-1a, eu-central-1b.",
    ],
  ] as const) {
    it(`fail: ${message}`, () => {
      assert.throws(() => new NatGateways("nat", { ...args(), ...change }), { message });
    });
  }
});
