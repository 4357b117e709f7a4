import * as assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/network/config.ts";

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
      'network:cidr = "10.0.0.0/18": 10.0.0.0/18 does not hold 3 zones of four /20 blocks each (public, app, data, one kept free); allowed: a VPC of /16, or subnets of /22',
    ]);
  });

  it("fails on a NAT choice there is not", () => {
    assert.deepEqual(messages({ ...good, "network:natGateways": "two" }), [
      'network:natGateways = "two": must be none, single or per-zone',
    ]);
  });

  it("fails on something that is no zone", () => {
    assert.deepEqual(messages({ ...good, "network:availabilityZones": '["eu-central-1a","eu-central-1"]' }), [
      'network:availabilityZones.1 = "[\\"eu-central-1a\\",\\"eu-central-1\\"]": must be an Availability Zone like eu-central-1a',
    ]);
  });
});
