import * as assert from "node:assert/strict";
import { ClosedDefaults } from "../../../components/network/closed-defaults.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  defaultNetworkAclId: "acl-1",
  defaultRouteTableId: "rtb-1",
};

describe("ClosedDefaults", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(async () => {
    mocks = installMocks();
    recorded = recorder();
    new ClosedDefaults("one", args, recorded.options);
    new ClosedDefaults("two", args, recorded.options);
    await mocks.settle();
  });

  it("empty the default security group in both directions", () => {
    const { inputs } = mocks.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "one-sg");
    assert.deepEqual([inputs.vpcId, inputs.ingress, inputs.egress], ["vpc-1", [], []]);
  });

  it("empty the default network ACL, and let AWS put a subnet on it that lost its own", () => {
    const { inputs } = mocks.one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "one-nacl");
    assert.deepEqual([inputs.defaultNetworkAclId, inputs.ingress, inputs.egress], ["acl-1", [], []]);
    const [acl] = recorded.ofType("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");
    assert.deepEqual(acl?.options.ignoreChanges, ["subnetIds"]);
  });

  it("empty the main route table", () => {
    const { inputs } = mocks.one("aws:ec2/defaultRouteTable:DefaultRouteTable", "one-routes");
    assert.deepEqual([inputs.defaultRouteTableId, inputs.routes], ["rtb-1", []]);
  });

  it("keep every child under themselves and named after themselves, twice in one stack", () => {
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
