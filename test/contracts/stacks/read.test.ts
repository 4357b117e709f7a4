import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { defineContract, internal, known, stable } from "../../../contracts/stacks/contract.ts";
import { type LeafReader, readOutputs, unknownSentinel } from "../../../contracts/stacks/read.ts";

const contract = defineContract("network", {
  vpcId: stable("ID of the VPC", z.string().startsWith("vpc-")),
  zones: stable("Zones", known(z.array(z.string()).min(2))),
  subnets: stable("Subnets by zone", z.record(z.string(), z.object({ id: z.string(), cidr: known(z.cidrv4()) }))),
  groups: stable("Security groups", z.object({ nodes: z.string(), brokers: z.string() })),
  note: internal("A note", z.string().optional()),
});

const good = {
  vpcId: "vpc-1",
  zones: ["a", "b"],
  subnets: { a: { id: "subnet-a", cidr: "10.0.0.0/20" }, b: { id: unknownSentinel, cidr: "10.0.16.0/20" } },
  groups: { nodes: "sg-1", brokers: "sg-2" },
};

const leaves: LeafReader<unknown> = { value: (value) => ({ value }), unknown: () => "unknown" };

function problemsOf(change: Record<string, unknown>): readonly string[] {
  return readOutputs(contract, { ...good, ...change }, leaves).problems.map(
    ({ path, message }) => `${path} ${message}`,
  );
}

describe("readOutputs", () => {
  it("hands every leaf to the reader and returns known values plain", () => {
    const { outputs, problems } = readOutputs(contract, good, leaves);
    assert.deepEqual(problems, []);
    assert.deepEqual(outputs, {
      vpcId: { value: "vpc-1" },
      zones: ["a", "b"],
      subnets: { a: { id: { value: "subnet-a" }, cidr: "10.0.0.0/20" }, b: { id: "unknown", cidr: "10.0.16.0/20" } },
      groups: { nodes: { value: "sg-1" }, brokers: { value: "sg-2" } },
      note: { value: undefined },
    });
  });

  it("takes an object with fixed keys that is unknown as a whole as unknown in each leaf", () => {
    const { outputs, problems } = readOutputs(contract, { ...good, groups: unknownSentinel }, leaves);
    assert.deepEqual(problems, []);
    assert.deepEqual(outputs.groups, { nodes: "unknown", brokers: "unknown" });
  });

  it("leaves out what the contract does not declare", () => {
    const { outputs } = readOutputs(contract, { ...good, extra: 1 }, leaves);
    assert.equal("extra" in outputs, false);
  });

  it("fails when a value is missing, naming what it is", () => {
    assert.deepEqual(problemsOf({ vpcId: undefined }), ["vpcId is missing (stable: ID of the VPC)"]);
  });

  it("fails when a leaf deep inside has the wrong type, naming its path and value", () => {
    const [problem] = problemsOf({ subnets: { a: { id: 7, cidr: "10.0.0.0/20" } } });
    assert.match(problem ?? "", /^subnets\.a\.id is 7: /);
  });

  it("fails when a collection is unknown as a whole", () => {
    assert.deepEqual(problemsOf({ subnets: unknownSentinel }), [
      "subnets is unknown as a whole; publish the collection itself with unknown leaves",
    ]);
  });

  it("fails when a known value is unknown, or holds an unknown", () => {
    const expected = ["zones is unknown before an update, but readers need it to be known"];
    assert.deepEqual(problemsOf({ zones: unknownSentinel }), expected);
    assert.deepEqual(problemsOf({ zones: ["a", unknownSentinel] }), expected);
  });

  it("fails with all problems at once", () => {
    assert.equal(problemsOf({ vpcId: "x", zones: [], groups: "sg" }).length, 3);
  });

  it("never throws, whatever a stack published", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("vpcId", "zones", "subnets", "groups"), fc.anything()), (raw) => {
        readOutputs(contract, raw, leaves);
      }),
    );
  });
});
