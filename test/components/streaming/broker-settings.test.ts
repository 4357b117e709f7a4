import assert from "node:assert/strict";
import { brokerSettings, expressProperties, settingProblems } from "../../../components/streaming/broker-settings.ts";

describe("brokerSettings", () => {
  it("lose nothing quietly: no unclean leader, no topic by mistake, two copies before an answer", () => {
    const settings = brokerSettings({ kind: "standard", authentication: ["iam"] }).split("\n");
    assert.ok(settings.includes("unclean.leader.election.enable=false"));
    assert.ok(settings.includes("auto.create.topics.enable=false"));
    assert.ok(settings.includes("min.insync.replicas=2"));
    assert.ok(settings.includes("default.replication.factor=3"));
  });

  for (const [authentication, bound] of [
    [["iam"], false],
    [["scram"], true],
    [["mtls"], true],
    [["iam", "scram"], true],
  ] as const) {
    it(`${bound ? "refuse" : "do not speak of"} what no ACL allows where clients authenticate by ${authentication.join(" and ")}`, () => {
      const settings = brokerSettings({ kind: "standard", authentication });
      assert.equal(/^allow\.everyone\.if\.no\.acl\.found=false$/m.test(settings), bound);
    });
  }

  it("set on Express brokers only what they take, whatever the authentication", () => {
    const settings = brokerSettings({ kind: "express", authentication: ["iam", "scram", "mtls"] });
    for (const line of settings.split("\n")) assert.ok(expressProperties.has(line.split("=")[0] ?? ""), line);
  });

  it("take a device's records on Express brokers after two weeks out of reach", () => {
    const settings = brokerSettings({ kind: "express", authentication: ["iam"] });
    assert.match(settings, /^log\.message\.timestamp\.before\.max\.ms=1209600000$/m);
  });

  it("hold what an environment asks for beside", () => {
    const settings = brokerSettings({
      kind: "standard",
      authentication: ["iam"],
      more: { "message.max.bytes": 2_097_164 },
    });
    assert.match(settings, /^message\.max\.bytes=2097164$/m);
  });
});

describe("settingProblems", () => {
  it("name what the platform sets itself, on every kind of broker", () => {
    for (const kind of ["standard", "express"] as const) {
      assert.deepEqual(settingProblems(kind, { "unclean.leader.election.enable": true, "message.max.bytes": 1 }), [
        "must not set unclean.leader.election.enable: the platform sets it so that nothing is lost and nobody is let in unnamed",
      ]);
    }
  });

  it("name what Express brokers do not take, with what they do", () => {
    const [problem, ...more] = settingProblems("express", { "num.io.threads": 16 });
    assert.match(problem ?? "", /^must not set num\.io\.threads: Express brokers take .*message\.max\.bytes/);
    assert.deepEqual(more, []);
    assert.deepEqual(settingProblems("standard", { "num.io.threads": 16 }), []);
  });
});
