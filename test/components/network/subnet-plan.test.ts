import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { contains, type Ipv4Block, parseBlock } from "../../../components/network/ipv4.ts";
import {
  planSubnets,
  type SubnetPlanArgs,
  subnetPlanProblems,
  tiers,
} from "../../../components/network/subnet-plan.ts";

const zoneNames = ["a", "b", "c", "d", "e", "f"].map((letter) => `eu-central-1${letter}`);

/** Arguments that have a plan, in every size. */
const plannable: fc.Arbitrary<SubnetPlanArgs> = fc
  .record({
    second: fc.integer({ min: 0, max: 255 }),
    vpcPrefix: fc.integer({ min: 16, max: 24 }),
    zones: fc.integer({ min: 2, max: 6 }),
    spare: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ second, vpcPrefix, zones, spare }) => ({
    vpcCidr: `10.${second}.0.0/${vpcPrefix}`,
    availabilityZones: zoneNames.slice(0, zones),
    subnetPrefix: Math.max(18, Math.min(28, vpcPrefix + 2 + Math.ceil(Math.log2(zones)) + spare)),
  }))
  .filter((args) => subnetPlanProblems(args).length === 0);

function block(text: string): Ipv4Block {
  const parsed = parseBlock(text);
  assert.ok(parsed, `${text} is not a block`);
  return parsed;
}

function blocksOf(args: SubnetPlanArgs): readonly Ipv4Block[] {
  const plan = planSubnets(args);
  return tiers.flatMap((tier) => Object.values(plan[tier]).map(block));
}

function messages(args: SubnetPlanArgs): readonly string[] {
  return subnetPlanProblems(args).map(({ argument, message }) => `${argument}: ${message}`);
}

const zones = zoneNames.slice(0, 3);

describe("planSubnets", () => {
  it("gives each zone a /20 in each tier of a /16, a block apart", () => {
    assert.deepEqual(planSubnets({ vpcCidr: "10.0.0.0/16", availabilityZones: zones }), {
      public: { "eu-central-1a": "10.0.0.0/20", "eu-central-1b": "10.0.64.0/20", "eu-central-1c": "10.0.128.0/20" },
      app: { "eu-central-1a": "10.0.16.0/20", "eu-central-1b": "10.0.80.0/20", "eu-central-1c": "10.0.144.0/20" },
      data: { "eu-central-1a": "10.0.32.0/20", "eu-central-1b": "10.0.96.0/20", "eu-central-1c": "10.0.160.0/20" },
    });
  });

  it("never overlaps two subnets", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const blocks = blocksOf(args);
        blocks.forEach((one, index) => {
          blocks.slice(index + 1).forEach((other) => {
            assert.ok(!contains(one, other) && !contains(other, one));
          });
        });
      }),
    );
  });

  it("keeps every subnet inside the VPC", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const vpc = block(args.vpcCidr);
        assert.ok(blocksOf(args).every((subnet) => contains(vpc, subnet)));
      }),
    );
  });

  it("moves no subnet when a zone is appended", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const fewer = { ...args, availabilityZones: args.availabilityZones.slice(0, -1) };
        fc.pre(fewer.availabilityZones.length >= 2);
        const before = planSubnets(fewer);
        const after = planSubnets(args);
        for (const tier of tiers) {
          for (const [zone, cidr] of Object.entries(before[tier])) {
            assert.equal(after[tier][zone], cidr);
          }
        }
      }),
    );
  });

  it("finds a plan for whatever a refusal allows", () => {
    const args = { availabilityZones: zones, vpcCidr: "10.0.0.0/17", subnetPrefix: 20 };
    assert.deepEqual(messages({ ...args, vpcCidr: "10.0.0.0/16" }), []);
    assert.deepEqual(messages({ ...args, subnetPrefix: 21 }), []);
  });

  it("fails with every reason at once", () => {
    assert.throws(
      () => planSubnets({ vpcCidr: "8.8.8.8/15", availabilityZones: ["eu-central-1a"], subnetPrefix: 29 }),
      {
        message: [
          "There is no subnet plan:",
          "  - vpcCidr: 8.8.8.8/15 is not a size AWS gives a VPC; allowed: /16 to /28",
          "  - vpcCidr: 8.8.8.8/15 does not start at its network address; write 8.8.0.0/15",
          "  - vpcCidr: 8.8.8.8/15 is not private address space; allowed: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10",
          "  - availabilityZones: 1 zone would not outlive a zone's failure; allowed: 2 or more",
          "  - subnetPrefix: /29 subnets cannot be planned; allowed: 18 to 28",
        ].join("\n"),
      },
    );
  });
});

describe("subnetPlanProblems", () => {
  it("says which VPC, or which subnets, would hold the plan", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/17", availabilityZones: zones }), [
      "vpcCidr: 10.0.0.0/17 does not hold 3 zones of four /20 blocks each (public, app, data, one kept free); allowed: a VPC of /16, or subnets of /21",
    ]);
  });

  it("does not offer a VPC that AWS does not give", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: zoneNames }), [
      "vpcCidr: 10.0.0.0/16 does not hold 6 zones of four /20 blocks each (public, app, data, one kept free); allowed: subnets of /21",
    ]);
  });

  it("names a zone that is listed twice", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: ["eu-central-1a", "eu-central-1a"] }), [
      "availabilityZones: eu-central-1a is listed twice; each zone may be listed once",
    ]);
  });

  it("names a text that is no block", () => {
    assert.deepEqual(messages({ vpcCidr: "ten", availabilityZones: zones }), [
      'vpcCidr: "ten" is not an IPv4 CIDR block like 10.0.0.0/16',
    ]);
  });
});
