import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { type AclLayout, type AclRule, aclTiers, planAcls } from "../../../components/network/acl-plan.ts";
import { contains, type Ipv4Block, parseBlock } from "../../../components/network/ipv4.ts";
import { kafkaPorts, multiVpcKafkaPorts } from "../../../components/network/kafka-ports.ts";
import { planSubnets } from "../../../components/network/subnet-plan.ts";

const zoneNames = ["a", "b", "c", "d"].map((letter) => `eu-central-1${letter}`);

const layoutOf = (zones: readonly string[], pods: boolean, multiVpcKafka = false): AclLayout => {
  const podBlock = { cidr: "100.64.0.0/16", subnetPrefix: 18 };
  const plan = planSubnets({
    vpcCidr: "10.0.0.0/16",
    availabilityZones: zones,
    ...(pods ? { pods: podBlock } : {}),
  });
  return { inside: ["10.0.0.0/16", ...(pods ? [podBlock.cidr] : [])], ...plan, multiVpcKafka };
};

const anyLayout = fc
  .tuple(fc.shuffledSubarray(zoneNames, { minLength: 2 }), fc.boolean(), fc.boolean())
  .map((given) => layoutOf(...given));

const block = (text: string): Ipv4Block => parseBlock(text) ?? assert.fail(`${text} is no block`);

/** Whether a tier's ACL lets a packet through, as AWS evaluates it: the lowest number that matches; else no. */
function allows(
  rules: readonly AclRule[],
  packet: { direction: "in" | "out"; protocol?: "tcp" | "udp"; address: string; port: number },
): boolean {
  const peer = block(`${packet.address}/32`);
  return rules.some(
    ({ direction, protocol, cidr, ports }) =>
      direction === packet.direction &&
      protocol === (packet.protocol ?? "tcp") &&
      contains(block(cidr), peer) &&
      packet.port >= ports[0] &&
      packet.port <= ports[1],
  );
}

const internet = "198.51.100.9";
const inApp = "10.0.17.5";
const inData = "10.0.97.5";
const inPublic = "10.0.1.5";
const inPods = "100.64.65.5";
const clientPort = 40_000;

describe("planAcls", () => {
  const acls = planAcls(layoutOf(zoneNames, true));

  it("gives every rule of an ACL a number of its own in its direction", () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const plan = planAcls(layout);
        for (const tier of aclTiers) {
          const keys = plan[tier].map(({ direction, number }) => `${direction} ${number}`);
          assert.equal(new Set(keys).size, keys.length, keys.join());
        }
      }),
    );
  });

  it("changes no rule of a zone that stays when others come or go", () => {
    fc.assert(
      fc.property(anyLayout, fc.shuffledSubarray(zoneNames, { minLength: 2 }), (layout, others) => {
        const pods = layout.inside.length > 1;
        const before = planAcls(layout);
        const after = planAcls(layoutOf(others, pods, layout.multiVpcKafka));
        for (const tier of aclTiers) {
          for (const rule of after[tier]) {
            const same = before[tier].find(
              ({ direction, number }) => direction === rule.direction && number === rule.number,
            );
            assert.deepEqual(same ?? rule, rule);
          }
        }
      }),
    );
  });

  it("stays within the 20 rules a direction that AWS allows, for four zones", () => {
    for (const tier of aclTiers) {
      for (const direction of ["in", "out"]) {
        assert.ok(acls[tier].filter((rule) => rule.direction === direction).length <= 20);
      }
    }
  });

  for (const [from, address] of [
    ["app subnets", inApp],
    ["pods", inPods],
  ] as const) {
    it(`lets ${from} reach brokers on Kafka's ports, there and back`, () => {
      for (const port of Object.values(kafkaPorts)) {
        assert.ok(allows(acls.app, { direction: "out", address: inData, port }));
        assert.ok(allows(acls.data, { direction: "in", address, port }));
        assert.ok(allows(acls.data, { direction: "out", address, port: clientPort }));
        assert.ok(allows(acls.app, { direction: "in", address: inData, port: clientPort }));
      }
    });
  }

  it("lets nobody else reach brokers, and nobody on other ports", () => {
    for (const port of [...Object.values(kafkaPorts), 22, 443, 2181, clientPort]) {
      for (const address of [internet, inPublic]) {
        assert.ok(!allows(acls.data, { direction: "in", address, port }), `${address}:${port}`);
      }
    }
    for (const port of [22, 443, 2181, clientPort]) {
      assert.ok(!allows(acls.data, { direction: "in", address: inApp, port }), `app:${port}`);
    }
  });

  it("lets brokers start nothing outside their tier", () => {
    for (const address of [internet, inPublic, inApp]) {
      assert.ok(!allows(acls.data, { direction: "out", address, port: 443 }));
    }
    assert.ok(!allows(acls.data, { direction: "out", address: internet, port: clientPort }));
  });

  it("opens the ports of multi-VPC connectivity only where asked to", () => {
    const packet = { direction: "in", address: inApp, port: multiVpcKafkaPorts[0] } as const;
    assert.ok(!allows(acls.data, packet));
    assert.ok(allows(planAcls(layoutOf(zoneNames, true, true)).data, packet));
  });

  it("lets the app tier out to HTTPS through NAT, there and back", () => {
    assert.ok(allows(acls.app, { direction: "out", address: internet, port: 443 }));
    assert.ok(allows(acls.public, { direction: "in", address: inApp, port: 443 }));
    assert.ok(allows(acls.public, { direction: "out", address: internet, port: 443 }));
    assert.ok(allows(acls.public, { direction: "in", address: internet, port: clientPort }));
    assert.ok(allows(acls.public, { direction: "out", address: inApp, port: clientPort }));
    assert.ok(allows(acls.app, { direction: "in", address: internet, port: clientPort }));
  });

  it("lets the world reach load balancers on HTTPS, and load balancers their targets, there and back", () => {
    assert.ok(allows(acls.public, { direction: "in", address: internet, port: 443 }));
    assert.ok(allows(acls.public, { direction: "out", address: internet, port: clientPort }));
    assert.ok(allows(acls.public, { direction: "out", address: inApp, port: 8443 }));
    assert.ok(allows(acls.app, { direction: "in", address: inPublic, port: 8443 }));
  });

  it("lets pods ask the cluster's DNS across zones, over UDP", () => {
    for (const address of [inApp, inPods]) {
      assert.ok(allows(acls.app, { direction: "out", protocol: "udp", address, port: 53 }));
      assert.ok(allows(acls.app, { direction: "in", protocol: "udp", address, port: clientPort }));
    }
  });

  it("lets no remote administration in from the Internet, not among the answers either", () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        for (const rules of Object.values(planAcls(layout))) {
          for (const port of [20, 21, 22, 3389]) {
            assert.ok(!allows(rules, { direction: "in", address: internet, port }), String(port));
          }
        }
      }),
    );
  });
});
