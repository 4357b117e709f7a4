import * as assert from "node:assert/strict";
import { defaultInterfaceServices } from "../../../components/network/endpoint-services.ts";
import { parseSection } from "../../../stacks/config.ts";
import { perimeterOf, section, vpcOf } from "../../../stacks/network/config.ts";

const good = {
  "network:cidr": "10.0.0.0/16",
  "network:availabilityZones": '["eu-central-1a","eu-central-1b","eu-central-1c"]',
  "network:natGateways": "single",
};

const messages = (raw: Record<string, string>): readonly string[] =>
  parseSection(section, raw).problems.map(({ key, message }) => `${key} ${message}`);

describe("network configuration", () => {
  it("takes /20 subnets by default", () => {
    assert.equal(parseSection(section, good).value?.subnetPrefix, 20);
  });

  it("fails when the VPC does not hold the plan, with what would", () => {
    assert.deepEqual(messages({ ...good, "network:cidr": "10.0.0.0/18" }), [
      'network:cidr = "10.0.0.0/18": 10.0.0.0/18 holds zone a with four /20 blocks each (public, app, data, one kept free), not eu-central-1b, eu-central-1c; allowed: a VPC of /16, or subnets of /22, or blocks of their own (subnetCidrs)',
    ]);
  });

  it("fails on a NAT choice there is not", () => {
    assert.deepEqual(messages({ ...good, "network:natGateways": "two" }), [
      'network:natGateways = "two": must be none, single, per-zone or regional',
    ]);
  });

  it("fails on something that is no zone", () => {
    assert.deepEqual(messages({ ...good, "network:availabilityZones": '["eu-central-1a","eu-central-1"]' }), [
      'network:availabilityZones.1 = "eu-central-1": must be an Availability Zone like eu-central-1a',
    ]);
  });

  it("fails on blocks of subnets that overlap, and on zones that have none", () => {
    const subnetCidrs = { app: { "eu-central-1a": "10.0.0.0/20", "eu-central-1d": "10.0.16.0/20" } };
    assert.deepEqual(messages({ ...good, "network:subnetCidrs": JSON.stringify(subnetCidrs) }), [
      `network:subnetCidrs = ${JSON.stringify(subnetCidrs)}: app/eu-central-1d 10.0.16.0/20 is for a zone that is not in use; allowed: eu-central-1a, eu-central-1b, eu-central-1c`,
    ]);
  });

  it("fails on Elastic IPs for other zones than those of the gateways", () => {
    const natElasticIps = { "eu-central-1a": "eipalloc-1", "eu-central-1b": "eipalloc-2" };
    assert.deepEqual(messages({ ...good, "network:natElasticIps": JSON.stringify(natElasticIps) }), [
      'network:natGateways = "single": Elastic IPs are given for eu-central-1a, eu-central-1b; NAT single wants one for each of eu-central-1a.',
    ]);
  });

  const existingVpc = {
    vpcId: "vpc-1",
    subnets: {
      public: {},
      app: { "eu-central-1a": { id: "subnet-1", cidr: "10.0.0.0/20" } },
      data: { "eu-central-1a": { id: "subnet-2", cidr: "10.0.16.0/20" } },
    },
  };

  it("fails when an existing VPC lacks a zone, or is told how to be made", () => {
    const raw = {
      ...good,
      "network:availabilityZones": '["eu-central-1a","eu-central-1b"]',
      "network:existingVpc": JSON.stringify(existingVpc),
      "network:natZone": "eu-central-1a",
    };
    assert.deepEqual(
      messages(raw).map((message) => message.replace(/ = .*: /, ": ")),
      [
        "network:natZone: says how a VPC is made; with existingVpc none is",
        "network:existingVpc: has no app subnet in eu-central-1b",
        "network:existingVpc: has no data subnet in eu-central-1b",
      ],
    );
  });

  it("describes the VPC to make, or the one that is there", () => {
    const config = parseSection(section, {
      ...good,
      "network:pods": '{"cidr":"100.64.0.0/16","subnetPrefix":18}',
    }).value;
    assert.ok(config);
    assert.deepEqual(vpcOf(config), {
      vpcCidr: "10.0.0.0/16",
      subnetPrefix: 20,
      subnetCidrs: undefined,
      pods: { cidr: "100.64.0.0/16", subnetPrefix: 18 },
      addressPoolId: undefined,
      natGateways: "single",
      natZone: undefined,
      natElasticIps: undefined,
      publicAccessExclusion: "none",
    });
    assert.deepEqual(vpcOf({ ...config, existingVpc }), {
      ...existingVpc,
      vpcCidr: "10.0.0.0/16",
      internetEgress: true,
    });
  });

  it("fails without NAT when the endpoints that nodes need are not there", () => {
    assert.deepEqual(
      messages({ ...good, "network:natGateways": "none", "network:interfaceEndpoints": '["logs","logs"]' }),
      [
        'network:interfaceEndpoints = ["logs","logs"]: lists logs twice',
        'network:interfaceEndpoints = ["logs","logs"]: without NAT gateways nodes also need ec2, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, kms, monitoring, secretsmanager, sts',
      ],
    );
  });

  it("takes the endpoints of the platform's own traffic by default, and this account for the perimeter", () => {
    const config = parseSection(section, good).value;
    assert.ok(config);
    assert.deepEqual(config.interfaceEndpoints, defaultInterfaceServices);
    assert.deepEqual(perimeterOf(config), {
      organizationId: undefined,
      trustedAccountIds: [],
      eksImageAccountId: undefined,
    });
  });
});
