import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { NetworkAcls, type NetworkAclsArgs } from "../../../components/network/network-acls.ts";
import { type SubnetsByZone } from "../../../components/network/subnet-tier.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const subnet = (id: string, cidr: string): SubnetsByZone => ({ "eu-central-1a": { id: pulumi.output(id), cidr } });

const args = (): NetworkAclsArgs => ({
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  vpcCidrs: ["10.0.0.0/16", "100.64.0.0/16"],
  subnets: {
    public: subnet("subnet-public", "10.0.0.0/20"),
    app: subnet("subnet-app", "10.0.16.0/20"),
    data: subnet("subnet-data", "10.0.32.0/20"),
    pods: subnet("subnet-pods", "100.64.0.0/18"),
  },
  multiVpcKafka: false,
});

describe("NetworkAcls", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(async () => {
    mocks = installMocks();
    recorded = recorder();
    new NetworkAcls("one", args(), recorded.options);
    new NetworkAcls("two", { ...args(), multiVpcKafka: true }, recorded.options);
    await mocks.settle();
  });

  it("are attached to the subnets of their tier, the app tier's to those of pods too", () => {
    const members = ["public", "app", "data"].map((tier) => {
      const { inputs } = mocks.one("aws:ec2/networkAcl:NetworkAcl", `one-${tier}`);
      return inputs.subnetIds;
    });
    assert.deepEqual(members, [["subnet-public"], ["subnet-app", "subnet-pods"], ["subnet-data"]]);
  });

  it("have a resource for each rule, named by direction and number", () => {
    const { inputs } = mocks.one("aws:ec2/networkAclRule:NetworkAclRule", "one-data-in-100");
    assert.deepEqual(inputs, {
      networkAclId: "one-data",
      egress: false,
      ruleNumber: 100,
      ruleAction: "allow",
      protocol: "tcp",
      cidrBlock: "10.0.16.0/20",
      fromPort: 9094,
      toPort: 9098,
    });
  });

  it("open the ports of multi-VPC connectivity where asked to", () => {
    const opened = mocks
      .ofType("aws:ec2/networkAclRule:NetworkAclRule")
      .filter(({ inputs }) => inputs.fromPort === 14001)
      .map(({ name }) => name);
    assert.deepEqual(opened, ["two-data-in-190", "two-data-in-220"]);
  });

  it("keep every child under themselves and named after themselves, twice in one stack", () => {
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
