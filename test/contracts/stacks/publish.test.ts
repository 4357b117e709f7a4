import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defineContract, known, stable } from "../../../contracts/stacks/contract.ts";
import { publish } from "../../../contracts/stacks/publish.ts";
import { installMocks, valueOf } from "../../support/index.ts";

const contract = defineContract("network", {
  vpcId: stable("ID of the VPC", z.string().startsWith("vpc-")),
  zones: stable("Zones", known(z.array(z.string()))),
  subnets: stable("Subnets", z.record(z.string(), z.object({ id: z.string(), cidr: known(z.string()) }))),
});

const good = {
  vpcId: pulumi.output("vpc-1"),
  zones: ["a"],
  subnets: { a: { id: pulumi.output("subnet-a"), cidr: "10.0.0.0/20" } },
};

describe("publish", () => {
  beforeEach(() => {
    installMocks();
  });

  it("returns the outputs in the contract's shape", async () => {
    assert.deepEqual(await valueOf(pulumi.output(publish(contract, good))), {
      vpcId: "vpc-1",
      zones: ["a"],
      subnets: { a: { id: "subnet-a", cidr: "10.0.0.0/20" } },
    });
  });

  it("keeps an unknown leaf unknown and its neighbours known", async () => {
    const { vpcId, subnets } = publish(contract, {
      ...good,
      subnets: { a: { id: pulumi.output(pulumi.unknown) as pulumi.Output<string>, cidr: "10.0.0.0/20" } },
    });
    assert.equal(await valueOf(vpcId), "vpc-1");
    assert.equal((subnets as { a: { cidr: string } }).a.cidr, "10.0.0.0/20");
  });

  it("fails at once when a plain value does not fit, naming phase, output and value", () => {
    assert.throws(
      () => publish(contract, { ...good, vpcId: "1" }),
      /network output vpcId does not fit its contract \(got "1"\)/,
    );
  });

  it("fails when a value from a resource does not fit", async () => {
    const { vpcId } = publish(contract, { ...good, vpcId: pulumi.output("1") });
    await assert.rejects(valueOf(vpcId), /network output vpcId does not fit its contract \(got "1"\)/);
  });
});
