import assert from "node:assert/strict";
import { type Exemption, exemptionOf } from "../../policy/exemption.ts";
import { type Finding } from "../../policy/rule.ts";

const finding: Finding = { outcome: "fail", path: "rules[0].on", found: "false", wanted: "true" };
const urn = "urn:pulumi:dev::network::awsx:ec2:Vpc$aws:ec2/subnet:Subnet::main-public-1";
const exemption: Exemption = {
  urn: "*:dev::network::*",
  reason: "public by design",
  owner: "network",
  expires: "2030-06-30",
};

describe("An exemption", () => {
  it("covers what its patterns match until the end of its last day", () => {
    assert.equal(exemptionOf(finding, urn, [exemption], "2030-06-30"), exemption);
    assert.equal(exemptionOf(finding, urn, [exemption], "2030-07-01"), undefined);
    assert.equal(exemptionOf(finding, urn.replace("dev", "prod"), [exemption], "2030-01-01"), undefined);
  });

  it("covers one path where it names one", () => {
    const narrow = { ...exemption, path: "rules[?].on" };
    assert.equal(exemptionOf(finding, urn, [narrow], "2030-01-01"), narrow);
    assert.equal(exemptionOf({ ...finding, path: "rules" }, urn, [narrow], "2030-01-01"), undefined);
  });

  it("covers what is undecided and nothing that failed, where it says so", () => {
    const listed: Exemption = { ...exemption, only: "undecided" };
    assert.equal(exemptionOf({ ...finding, outcome: "undecided" }, urn, [listed], "2030-01-01"), listed);
    assert.equal(exemptionOf(finding, urn, [listed], "2030-01-01"), undefined);
    assert.equal(exemptionOf({ ...finding, outcome: "undecided" }, urn, [exemption], "2030-01-01"), exemption);
  });
});
