import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { contains, type Ipv4Block, overlap, parseBlock } from "../../../components/network/ipv4.ts";
import {
  planSubnets,
  type SubnetPlanArgs,
  subnetPlanProblems,
  tiers,
} from "../../../components/network/subnet-plan.ts";

const zoneNames = ["a", "b", "c", "d", "e", "f"].map((letter) => `eu-central-1${letter}`);

/** Arguments that have a plan: any zones, in any order, in VPCs of every size, with and without addresses for pods. */
const plannable: fc.Arbitrary<SubnetPlanArgs> = fc
  .record({
    second: fc.integer({ min: 0, max: 255 }),
    vpcPrefix: fc.integer({ min: 16, max: 23 }),
    availabilityZones: fc.shuffledSubarray(zoneNames, { minLength: 2 }),
    spare: fc.integer({ min: 0, max: 2 }),
    pods: fc.option(fc.integer({ min: 19, max: 24 }), { nil: undefined }),
  })
  .map(({ second, vpcPrefix, availabilityZones, spare, pods }) => ({
    vpcCidr: `10.${second}.0.0/${vpcPrefix}`,
    availabilityZones,
    subnetPrefix: Math.max(18, Math.min(28, vpcPrefix + 2 + 3 + spare)),
    ...(pods === undefined ? {} : { pods: { cidr: "100.64.0.0/16", subnetPrefix: pods } }),
  }));

function block(text: string): Ipv4Block {
  const parsed = parseBlock(text);
  assert.ok(parsed, `${text} is not a block`);
  return parsed;
}

/** Blocks by `<tier>/<zone>`, the identity of a subnet. */
function blocksOf(args: SubnetPlanArgs): Readonly<Record<string, string>> {
  const plan = planSubnets(args);
  return Object.fromEntries(
    Object.entries(plan).flatMap(([tier, byZone]) =>
      Object.entries(byZone).map(([zone, cidr]) => [`${tier}/${zone}`, cidr]),
    ),
  );
}

function messages(args: SubnetPlanArgs): readonly string[] {
  return subnetPlanProblems(args).map(({ argument, message }) => `${argument}: ${message}`);
}

const zones = zoneNames.slice(0, 3);
const [a, b, c] = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] as const;

describe("planSubnets", () => {
  it("gives each zone a /20 in each tier of a /16, a block apart", () => {
    assert.deepEqual(planSubnets({ vpcCidr: "10.0.0.0/16", availabilityZones: zones }), {
      public: { [a]: "10.0.0.0/20", [b]: "10.0.64.0/20", [c]: "10.0.128.0/20" },
      app: { [a]: "10.0.16.0/20", [b]: "10.0.80.0/20", [c]: "10.0.144.0/20" },
      data: { [a]: "10.0.32.0/20", [b]: "10.0.96.0/20", [c]: "10.0.160.0/20" },
      pods: {},
    });
  });

  it("gives each zone a subnet of the secondary block where pods have addresses of their own", () => {
    const pods = { cidr: "100.64.0.0/16", subnetPrefix: 18 };
    assert.deepEqual(planSubnets({ vpcCidr: "10.0.0.0/16", availabilityZones: zones, pods }).pods, {
      [a]: "100.64.0.0/18",
      [b]: "100.64.64.0/18",
      [c]: "100.64.128.0/18",
    });
  });

  it("never overlaps two subnets", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const blocks = Object.values(blocksOf(args)).map(block);
        blocks.forEach((one, index) => {
          assert.ok(!blocks.slice(index + 1).some((other) => overlap(one, other)));
        });
      }),
    );
  });

  it("keeps every subnet inside the VPC, and those of pods inside theirs", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const plan = planSubnets(args);
        const inTiers = tiers.flatMap((tier) => Object.values(plan[tier]));
        assert.ok(inTiers.every((cidr) => contains(block(args.vpcCidr), block(cidr))));
        assert.ok(Object.values(plan.pods).every((cidr) => contains(block("100.64.0.0/16"), block(cidr))));
      }),
    );
  });

  it("moves no subnet when zones are added, taken away or listed in another order, wherever they stand", () => {
    fc.assert(
      fc.property(plannable, fc.shuffledSubarray(zoneNames, { minLength: 2 }), (args, others) => {
        const before = blocksOf(args);
        const after = blocksOf({ ...args, availabilityZones: others });
        const kept = Object.keys(before).filter((subnet) => subnet in after);
        assert.deepEqual(
          kept.map((subnet) => after[subnet]),
          kept.map((subnet) => before[subnet]),
        );
      }),
    );
  });

  it("is written the same in whatever order the zones are listed", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const reversed = { ...args, availabilityZones: [...args.availabilityZones].reverse() };
        assert.equal(JSON.stringify(planSubnets(reversed)), JSON.stringify(planSubnets(args)));
      }),
    );
  });

  it("takes the blocks it is given, and plans the others around them", () => {
    const given = { vpcCidr: "10.0.0.0/16", availabilityZones: zones, subnetCidrs: { app: { [b]: "10.0.192.0/18" } } };
    assert.deepEqual(planSubnets(given).app, { [a]: "10.0.16.0/20", [b]: "10.0.192.0/18", [c]: "10.0.144.0/20" });
  });

  it("is the same when every block it planned is given", () => {
    fc.assert(
      fc.property(plannable, (args) => {
        const { public: publicTier, app, data } = planSubnets(args);
        const given = { ...args, subnetPrefix: 28, subnetCidrs: { public: publicTier, app, data } };
        assert.deepEqual(blocksOf(given), blocksOf(args));
      }),
    );
  });

  it("finds a plan for whatever a refusal allows", () => {
    const args = { availabilityZones: zones, vpcCidr: "10.0.0.0/17", subnetPrefix: 20 };
    assert.deepEqual(messages({ ...args, vpcCidr: "10.0.0.0/16" }), []);
    assert.deepEqual(messages({ ...args, subnetPrefix: 21 }), []);
  });

  it("fails with every reason at once", () => {
    const args = {
      vpcCidr: "8.8.8.8/15",
      availabilityZones: [a],
      subnetPrefix: 29,
      subnetCidrs: { data: { [b]: "x" } },
    };
    assert.throws(() => planSubnets({ ...args, pods: { cidr: "10.64.0.0/16", subnetPrefix: 18 } }), {
      message: [
        "There is no subnet plan:",
        "  - vpcCidr: 8.8.8.8/15 is not a size AWS gives a VPC; allowed: /16 to /28",
        "  - vpcCidr: 8.8.8.8/15 does not start at its network address; write 8.8.0.0/15",
        "  - vpcCidr: 8.8.8.8/15 is not private address space; allowed: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10",
        "  - availabilityZones: 1 zone would not outlive a zone's failure; allowed: 2 or more",
        "  - subnetPrefix: /29 subnets cannot be planned; allowed: 18 to 28",
        "  - subnetCidrs: data/eu-central-1b x is for a zone that is not in use; allowed: eu-central-1a",
        "  - pods: 10.64.0.0/16 is no block for pods; allowed: a /16 or smaller inside 100.64.0.0/10",
      ].join("\n"),
    });
  });
});

describe("subnetPlanProblems", () => {
  it("says which VPC, or which subnets, would hold the plan", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/17", availabilityZones: zones }), [
      "vpcCidr: 10.0.0.0/17 holds zones a to b with four /20 blocks each (public, app, data, one kept free), not eu-central-1c; allowed: a VPC of /16, or subnets of /21, or blocks of their own (subnetCidrs)",
    ]);
  });

  it("does not offer a VPC that AWS does not give", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: zoneNames }), [
      "vpcCidr: 10.0.0.0/16 holds zones a to d with four /20 blocks each (public, app, data, one kept free), not eu-central-1e, eu-central-1f; allowed: subnets of /21, or blocks of their own (subnetCidrs)",
    ]);
  });

  it("names a zone that is listed twice", () => {
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: [a, a] }), [
      "availabilityZones: eu-central-1a is listed twice; each zone may be listed once",
    ]);
  });

  it("names a text that is no block", () => {
    assert.deepEqual(messages({ vpcCidr: "ten", availabilityZones: zones }), [
      'vpcCidr: "ten" is not an IPv4 CIDR block like 10.0.0.0/16',
    ]);
  });

  for (const [cidr, message] of [
    ["10.0.16/20", "is not an IPv4 CIDR block like 10.0.0.0/20"],
    ["10.0.17.0/20", "does not start at its network address; write 10.0.16.0/20"],
    ["10.0.16.0/29", "is not a size AWS gives a subnet; allowed: /16 to /28"],
    ["10.1.16.0/20", "does not lie in the VPC; allowed: inside 10.0.0.0/16"],
  ] as const) {
    it(`refuses ${cidr} as the block of a subnet`, () => {
      const subnetCidrs = { app: { [a]: cidr } };
      assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: zones, subnetCidrs }), [
        `subnetCidrs: app/eu-central-1a ${cidr} ${message}`,
      ]);
    });
  }

  it("names two blocks that overlap, given or planned", () => {
    const subnetCidrs = { app: { [a]: "10.0.0.0/19" } };
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: zones, subnetCidrs }), [
      "subnetCidrs: public/eu-central-1a 10.0.0.0/20 overlaps app/eu-central-1a 10.0.0.0/19",
    ]);
  });

  it("says how many pod subnets there are room for", () => {
    const pods = { cidr: "100.64.0.0/18", subnetPrefix: 19 };
    assert.deepEqual(messages({ vpcCidr: "10.0.0.0/16", availabilityZones: zones, pods }), [
      "pods: 100.64.0.0/18 has 2 subnets of /19, one for each zone from a on, and not up to c; allowed: smaller subnets",
    ]);
  });
});
