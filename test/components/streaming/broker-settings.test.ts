import assert from "node:assert/strict";
import { brokerSettings } from "../../../components/streaming/broker-settings.ts";

describe("brokerSettings", () => {
  it("lose nothing quietly: no unclean leader, no topic by mistake, two copies before an answer", () => {
    const settings = brokerSettings("iam").split("\n");
    assert.ok(settings.includes("unclean.leader.election.enable=false"));
    assert.ok(settings.includes("auto.create.topics.enable=false"));
    assert.ok(settings.includes("min.insync.replicas=2"));
  });

  it("refuse what no ACL allows where clients authenticate by SCRAM", () => {
    assert.match(brokerSettings("scram"), /^allow\.everyone\.if\.no\.acl\.found=false$/m);
    assert.doesNotMatch(brokerSettings("iam"), /acl/);
  });
});
