import * as assert from "node:assert/strict";
import { Vpc, type VpcArgs } from "../../../components/network/vpc.ts";
import { installMocks, type Mocks, recorder, type Recorder, remoteComponents, valueOf } from "../../support/index.ts";

const [a, b, c] = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] as const;

const args: VpcArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcCidr: "10.0.0.0/16",
  availabilityZones: [a, b],
  natGateways: "single",
};

const pods = { cidr: "100.64.0.0/16", subnetPrefix: 18 };

describe("Vpc", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks({ outputs: remoteComponents });
    recorded = recorder();
  });

  const make = async (change: Partial<VpcArgs> = {}): Promise<Vpc> => {
    const vpc = new Vpc("vpc", { ...args, ...change }, recorded.options);
    await mocks.settle();
    return vpc;
  };

  /** Resources with their inputs, by type and name. */
  const made = async (change: Partial<VpcArgs>): Promise<ReadonlyMap<string, unknown>> => {
    mocks = installMocks({ outputs: remoteComponents });
    recorded = recorder();
    await make(change);
    return new Map(mocks.resources.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
  };

  it("has awsx make the VPC, with DNS, and no subnets", async () => {
    await make();
    assert.deepEqual(mocks.one("awsx:ec2:Vpc", "vpc").inputs, {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: [a, b],
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Unused" }],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: "test-vpc" },
    });
  });

  it("takes its block from an address pool when there is one", async () => {
    await make({ addressPoolId: "ipam-pool-1" });
    const { inputs } = mocks.one("awsx:ec2:Vpc");
    assert.deepEqual([inputs.ipv4IpamPoolId, inputs.cidrBlock], ["ipam-pool-1", "10.0.0.0/16"]);
  });

  it("makes each subnet of the plan, known by tier and zone", async () => {
    await make();
    const subnets = mocks.ofType("aws:ec2/subnet:Subnet");
    assert.deepEqual(Object.fromEntries(subnets.map(({ name, inputs }) => [name, inputs.cidrBlock])), {
      "vpc-public-eu-central-1a": "10.0.0.0/20",
      "vpc-public-eu-central-1b": "10.0.64.0/20",
      "vpc-app-eu-central-1a": "10.0.16.0/20",
      "vpc-app-eu-central-1b": "10.0.80.0/20",
      "vpc-data-eu-central-1a": "10.0.32.0/20",
      "vpc-data-eu-central-1b": "10.0.96.0/20",
    });
  });

  it("tags subnets so that Kubernetes finds them for its load balancers", async () => {
    await make();
    const tagsOf = (tier: string): object =>
      mocks.one("aws:ec2/subnet:Subnet", `vpc-${tier}-eu-central-1a`).inputs.tags as object;
    assert.ok("kubernetes.io/role/elb" in tagsOf("public"));
    assert.ok("kubernetes.io/role/internal-elb" in tagsOf("app"));
    assert.deepEqual(tagsOf("data"), { Name: "test-data-eu-central-1a", Tier: "data" });
  });

  for (const [what, zones] of [
    ["at the end", [a, b, c]],
    ["in the middle", [a, c, b]],
    ["in front", [c, a, b]],
  ] as const) {
    it(`changes no input but lists of subnets, and takes nothing away, when a zone is added ${what}`, async () => {
      const choice = { pods, natGateways: "per-zone" } as const;
      const before = await made({ ...choice, availabilityZones: [a, b] });
      const after = await made({ ...choice, availabilityZones: zones });
      assert.deepEqual(
        [...before.keys()].filter((resource) => !after.has(resource)),
        [],
      );
      const changed = [...before].filter(([resource, inputs]) => {
        const [now, then] = [after.get(resource), inputs].map((one) => {
          const lists = ["subnetIds", "availabilityZoneNames"];
          return JSON.stringify(Object.entries(one as object).filter(([input]) => !lists.includes(input)));
        });
        return now !== then;
      });
      assert.deepEqual(changed, []);
    });
  }

  it("routes the public tier to the Internet gateway, the app tier and pods to NAT, and the data tier nowhere", async () => {
    await make({ pods });
    const routes = mocks.ofType("aws:ec2/route:Route").map(({ name, inputs }) => {
      const target = inputs.gatewayId ?? inputs.natGatewayId;
      return `${name} ${String(target)}`;
    });
    assert.deepEqual(routes.sort(), [
      "vpc-nat-app-eu-central-1a vpc-nat-eu-central-1a",
      "vpc-nat-app-eu-central-1b vpc-nat-eu-central-1a",
      "vpc-nat-pods-eu-central-1a vpc-nat-eu-central-1a",
      "vpc-nat-pods-eu-central-1b vpc-nat-eu-central-1a",
      "vpc-public-eu-central-1a igw-vpc",
      "vpc-public-eu-central-1b igw-vpc",
    ]);
  });

  it("puts a single NAT gateway in the zone, and behind the address, that it is told", async () => {
    await make({ natZone: b, natElasticIps: { [b]: "eipalloc-partner" } });
    const { name, inputs } = mocks.one("aws:ec2/natGateway:NatGateway");
    assert.deepEqual([name, inputs.allocationId], [`vpc-nat-${b}`, "eipalloc-partner"]);
    assert.deepEqual(mocks.ofType("aws:ec2/eip:Eip"), []);
  });

  it("opens the ports of multi-VPC connectivity where brokers are told to take it", async () => {
    const rules = async (change: Partial<VpcArgs>): Promise<number> =>
      [...(await made(change)).keys()].filter((resource) => resource.startsWith("aws:ec2/networkAclRule:")).length;
    const [without, withIt] = [await rules({}), await rules({ multiVpcKafka: true })];
    assert.ok(withIt > without, `${withIt} rules instead of ${without}`);
  });

  it("puts a single NAT gateway into the first zone of the list, or the one it is told", async () => {
    const natOf = async (change: Partial<VpcArgs>): Promise<string | undefined> => {
      mocks = installMocks({ outputs: remoteComponents });
      await make(change);
      return mocks.one("aws:ec2/natGateway:NatGateway").name;
    };
    assert.equal(await natOf({ availabilityZones: [b, a] }), "vpc-nat-eu-central-1b");
    assert.equal(await natOf({ availabilityZones: [b, a], natZone: a }), "vpc-nat-eu-central-1a");
  });

  it("gives the app tier no way out without NAT", async () => {
    const vpc = await make({ natGateways: "none" });
    assert.equal(vpc.internetEgress, false);
    assert.deepEqual(mocks.ofType("aws:ec2/natGateway:NatGateway"), []);
    assert.ok(mocks.ofType("aws:ec2/route:Route").every(({ inputs }) => inputs.gatewayId !== undefined));
  });

  it("adds the secondary block before the subnets of pods", async () => {
    await make({ pods });
    const { inputs } = mocks.one("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation");
    assert.equal(inputs.cidrBlock, "100.64.0.0/16");
    assert.equal(mocks.one("aws:ec2/subnet:Subnet", "vpc-pods-eu-central-1b").inputs.cidrBlock, "100.64.64.0/18");
    const [association] = recorded.dependenciesOf("platform:network:SubnetTier", "vpc-pods");
    assert.equal(association, "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation vpc-pods");
  });

  it("starts NAT gateways once the Internet gateway is attached", async () => {
    await make();
    assert.deepEqual(recorded.dependenciesOf("platform:network:NatGateways", "vpc-nat"), ["awsx:ec2:Vpc vpc"]);
  });

  it("closes what AWS gives every VPC", async () => {
    await make();
    mocks.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    const acl = mocks.one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl").inputs.defaultNetworkAclId;
    const routes = mocks.one("aws:ec2/defaultRouteTable:DefaultRouteTable").inputs.defaultRouteTableId;
    assert.deepEqual([acl, routes], ["acl-of-vpc", "rtb-of-vpc"]);
  });

  const exclusions = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";

  it("asks for no exemption from the account's block on public access by default", async () => {
    await make();
    assert.deepEqual(mocks.ofType(exclusions), []);
  });

  for (const [publicAccessExclusion, expected] of [
    ["egress", [["vpc-vpc", undefined, "allow-egress"]]],
    [
      "public-subnets",
      [
        [undefined, "subnet-vpc-public-eu-central-1a", "allow-bidirectional"],
        [undefined, "subnet-vpc-public-eu-central-1b", "allow-bidirectional"],
      ],
    ],
  ] as const) {
    it(`exempts what it is told from the account's block on public access: ${publicAccessExclusion}`, async () => {
      await make({ publicAccessExclusion });
      assert.deepEqual(
        mocks
          .ofType(exclusions)
          .map(({ inputs: { vpcId, subnetId, internetGatewayExclusionMode: mode } }) => [vpcId, subnetId, mode]),
        expected,
      );
    });
  }

  it("takes the subnet prefix and the blocks it is given", async () => {
    const vpc = new Vpc(
      "vpc",
      { ...args, subnetPrefix: 24, subnetCidrs: { app: { [b]: "10.0.128.0/18" } } },
      recorded.options,
    );
    assert.deepEqual(await valueOf([vpc.subnets.data[b]?.cidr, vpc.subnets.app[b]?.cidr]), [
      "10.0.6.0/24",
      "10.0.128.0/18",
    ]);
    await mocks.settle();
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new Vpc("one", { ...args, pods }, recorded.options);
    new Vpc("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });

  it("fails when the block does not hold the plan", () => {
    assert.throws(() => new Vpc("vpc", { ...args, vpcCidr: "10.0.0.0/20" }), /allowed: .*subnets of \/23/);
  });
});
