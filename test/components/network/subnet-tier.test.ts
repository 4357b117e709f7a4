import * as assert from "node:assert/strict";
import { SubnetTier } from "../../../components/network/subnet-tier.ts";
import { installMocks, type Mocks, recorder, type Recorder, valueOf } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  tier: "app",
  vpcId: "vpc-1",
  cidrs: { "eu-central-1a": "10.0.16.0/20", "eu-central-1c": "10.0.144.0/20" },
};

describe("SubnetTier", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("names a subnet and its route table after tier and zone, so that no zone's depend on another's", async () => {
    new SubnetTier("app", args, recorded.options);
    await mocks.settle();
    const names = ["app-eu-central-1a", "app-eu-central-1c"];
    for (const type of ["subnet:Subnet", "routeTable:RouteTable", "routeTableAssociation:RouteTableAssociation"]) {
      assert.deepEqual(
        mocks.ofType(`aws:ec2/${type}`).map(({ name }) => name),
        names,
      );
    }
  });

  it("hands out no public addresses", async () => {
    new SubnetTier("app", args, recorded.options);
    await mocks.settle();
    for (const { inputs } of mocks.ofType("aws:ec2/subnet:Subnet")) {
      assert.equal(inputs.mapPublicIpOnLaunch, false);
    }
  });

  it("tags subnets and route tables, with the tags it is given", async () => {
    new SubnetTier("app", { ...args, tags: { "kubernetes.io/role/internal-elb": "1" } }, recorded.options);
    await mocks.settle();
    const tags = { Name: "test-app-eu-central-1a", Tier: "app", "kubernetes.io/role/internal-elb": "1" };
    assert.deepEqual(mocks.one("aws:ec2/subnet:Subnet", "app-eu-central-1a").inputs.tags, tags);
    assert.deepEqual(mocks.one("aws:ec2/routeTable:RouteTable", "app-eu-central-1a").inputs.tags, tags);
  });

  it("returns IDs and blocks by zone", async () => {
    const tier = new SubnetTier("app", args, recorded.options);
    assert.deepEqual(await valueOf([tier.subnets, tier.routeTableIds]), [
      {
        "eu-central-1a": { id: "subnet-app-eu-central-1a", cidr: "10.0.16.0/20" },
        "eu-central-1c": { id: "subnet-app-eu-central-1c", cidr: "10.0.144.0/20" },
      },
      { "eu-central-1a": "rtb-app-eu-central-1a", "eu-central-1c": "rtb-app-eu-central-1c" },
    ]);
    await mocks.settle();
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new SubnetTier("one", args, recorded.options);
    new SubnetTier("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
