import assert from "node:assert/strict";
import { type OperationResult } from "../../../cli/engine/operation.ts";
import { type Outcome } from "../../../cli/engine/orchestrate.ts";
import { asJson, describeRun, exitCode, finishedRun, runSucceeded } from "../../../cli/report/finished-run.ts";

const urn = "urn:pulumi:dev::network::aws:ec2/launchTemplate:LaunchTemplate::nodes";
const finding = { rule: "imdsv2", urn, path: "x", message: "Exempted until 2099-12-31: x is 1; must be 2." };
const nothing = { passed: 3, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true };
const exemption = { urn: "urn:pulumi:dev::network::*", reason: "a vendor's", owner: "network", expires: "2099-12-31" };
const dev = { environment: "dev", kind: "aws", policyConfig: { rules: {} } } as const;
const exempting = { ...dev, policyConfig: { rules: { imdsv2: { exemptions: [exemption] } } } };

function ran(more: Partial<OperationResult> = {}): Outcome<OperationResult> {
  const result: OperationResult = {
    step: "network",
    operation: "preview",
    succeeded: true,
    seconds: 1,
    resources: 41,
    changes: [],
    outputs: {},
    outputsChanged: false,
    policy: nothing,
    charts: [],
    errors: [],
    ...more,
  };
  return { step: result.step, result };
}

const blocked: Outcome<OperationResult> = { step: "streaming", blockedBy: ["network"] };

describe("A finished run", () => {
  it("ends with 0, with 2 while a preview has changes, with 1 when a phase failed or was not run", () => {
    assert.equal(exitCode(finishedRun("preview", dev, [ran()])), 0);
    assert.equal(exitCode(finishedRun("preview", dev, [ran({ outputsChanged: true })])), 2);
    assert.equal(exitCode(finishedRun("up", dev, [ran({ outputsChanged: true })])), 0);
    assert.equal(exitCode(finishedRun("preview", dev, [ran(), blocked])), 1);
  });

  it("succeeds with an exemption that it used, before the update or after it", () => {
    const exempted = { ...nothing, exempted: [finding] };
    assert.equal(runSucceeded(finishedRun("preview", exempting, [ran({ policy: exempted })])), true);
    assert.equal(runSucceeded(finishedRun("up", exempting, [ran({ afterUp: exempted })])), true);
  });

  it("fails with one that it did not need, and says what to remove from which file", () => {
    const run = finishedRun("preview", exempting, [ran()]);
    assert.equal(exitCode(run), 1);
    const report = describeRun(run).join("\n");
    assert.ok(report.includes("Exemptions: 0 used, 1 unused, 0 expired, 0 not judged\n  UNUSED: imdsv2 on "), report);
    assert.ok(
      report.endsWith(
        "Failed:\nimdsv2 on urn:pulumi:dev::network::* covers no finding any more: remove the exemption from policy/config/dev.json.",
      ),
      report,
    );
  });

  it("fails with one that has expired, and says who may renew it", () => {
    const expired = {
      ...dev,
      policyConfig: { rules: { imdsv2: { exemptions: [{ ...exemption, expires: "2020-01-01" }] } } },
    };
    const report = describeRun(finishedRun("preview", expired, [ran()])).join("\n");
    assert.match(report, /expired on 2020-01-01: mend the resource .* or have network renew it there\.$/);
  });

  it("judges no exemption where it judges no policy", () => {
    assert.deepEqual(finishedRun("destroy", exempting, [ran()]).exemptions, []);
  });

  it("is JSON with a phase per step, and never with outputs, which may be long or secret", () => {
    const report = JSON.stringify(asJson(finishedRun("up", dev, [ran({ outputs: { vpcId: "vpc-1" } }), blocked])));
    assert.match(report, /^\{"command":"up","environment":"dev","succeeded":false,"changesPending":false,"phases":\[/);
    assert.match(report, /\{"phase":"streaming","blockedBy":\["network"\]\}\],"exemptions":\[\]/);
    assert.doesNotMatch(report, /vpc-1/);
  });
});
