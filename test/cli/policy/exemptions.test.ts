import assert from "node:assert/strict";
import { exemptionsOf, type ExemptionRun, judgeExemptions, mustGo, stepsOf } from "../../../cli/policy/exemptions.ts";
import { allSteps } from "../../../cli/steps.ts";

const urn = "urn:pulumi:dev::network::aws:ec2/launchTemplate:LaunchTemplate::vendor-nodes";
const finding = { rule: "imdsv2", urn, path: "metadataOptions.httpTokens", message: "" };
const exemption = {
  urn: "urn:pulumi:dev::network::*::vendor-*",
  reason: "the vendor's module makes it",
  owner: "network",
  expires: "2030-06-30",
};
const network = { step: "network", whole: true, exempted: [finding] } as const;
const run: ExemptionRun = { planned: false, phases: [network], today: "2030-06-30" };

/** What the run says of one exemption of a rule. */
function useOf(change: object = {}, other: Partial<ExemptionRun> = {}, rule = "imdsv2"): string {
  const config = { rules: { [rule]: { exemptions: [{ ...exemption, ...change }] } } };
  const [judged] = judgeExemptions(config, { ...run, ...other });
  return judged?.use ?? "missing";
}

describe("An exemption of an environment", () => {
  it("is used where it covers a finding of the run", () => {
    assert.equal(useOf(), "used");
    assert.equal(useOf({ path: "metadataOptions.*" }), "used");
  });

  it("is unused where nothing of its phases breaks the rule any more", () => {
    assert.equal(useOf({ path: "userData" }), "unused");
    assert.equal(useOf({ urn: "urn:pulumi:dev::network::*::other" }), "unused");
    assert.equal(useOf({}, {}, "log-group-cmk"), "unused");
  });

  it("has expired after its last day, used or not", () => {
    assert.equal(useOf({}, { today: "2030-07-01" }), "expired");
    assert.equal(useOf({ path: "userData" }, { today: "2030-07-01" }), "expired");
  });

  it("is not judged by a run that left out a phase it may be about, or broke it off", () => {
    assert.equal(useOf({ urn: "urn:pulumi:dev::lake::*" }), "not judged");
    assert.equal(useOf({ urn: "urn:pulumi:dev::lake::*" }, { today: "2030-07-01" }), "not judged");
    assert.equal(useOf({ urn: "*::other" }), "not judged");
    assert.equal(useOf({ path: "userData" }, { phases: [{ ...network, whole: false }] }), "not judged");
  });

  it("is judged by a run over all phases, whatever its pattern names", () => {
    const phases = allSteps.map((step) => ({ ...network, step }));
    assert.equal(useOf({ urn: "*::other" }, { phases }), "unused");
    assert.equal(useOf({ urn: "urn:pulumi:dev::netwrok::*" }), "unused", "a pattern that names no phase");
  });

  it("that lists the undecided is judged where nothing is deployed", () => {
    const undecided = { only: "undecided", path: "userData" };
    assert.equal(useOf(undecided), "not judged");
    assert.equal(useOf(undecided, { planned: true }), "unused");
    assert.equal(useOf({ only: "undecided" }), "used");
  });

  it("fails its run when it is unused or has expired", () => {
    const config = { rules: { imdsv2: { exemptions: [exemption] } } };
    const [used] = judgeExemptions(config, run);
    assert.ok(used);
    assert.deepEqual(
      (["used", "unused", "expired", "not judged"] as const).map((use) => mustGo({ ...used, use })),
      [false, true, true, false],
    );
    assert.equal(used.findings, 1);
  });

  it("is about the phases whose project its URN pattern names", () => {
    const steps = (pattern: string): readonly string[] => stepsOf({ ...exemption, urn: pattern });
    assert.deepEqual(steps("urn:pulumi:dev::lake::*"), ["lake"]);
    assert.deepEqual(steps("*:dev::cluster*::aws:*"), ["cluster", "cluster-services"]);
    assert.deepEqual(steps("*::lake::aws:s3/bucket:Bucket::*"), ["lake"]);
    assert.deepEqual(steps("*::aws:s3/bucket:Bucket::*"), allSteps);
    assert.deepEqual(steps("*"), allSteps);
  });

  it("knows its rule", () => {
    const config = { rules: { imdsv2: { exemptions: [exemption, exemption] }, "secret-cmk": {} } };
    assert.deepEqual(
      exemptionsOf(config).map(({ rule }) => rule),
      ["imdsv2", "imdsv2"],
    );
  });
});
