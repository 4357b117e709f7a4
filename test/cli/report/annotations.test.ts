import assert from "node:assert/strict";
import { annotations, programOf } from "../../../cli/report/annotations.ts";
import { allSteps } from "../../../cli/steps.ts";
import { exists } from "../../conventions/sources.ts";

const nothing = { passed: 0, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true };
const finding = {
  rule: "imdsv2",
  urn: "urn:pulumi:dev::cluster::aws:ec2/launchTemplate:LaunchTemplate::nodes, spot",
  path: "x",
  message: "x is 50%; must be set.\nWhy: because.",
};

describe("GitHub annotations", () => {
  it("show failed findings as errors and undecided ones as warnings, at the phase's program", () => {
    const policy = { ...nothing, failed: [finding], undecided: [finding], advisory: [finding], exempted: [finding] };
    assert.deepEqual(annotations([{ step: "cluster", policy, afterUp: { ...nothing, failed: [finding] } }]), [
      "::error file=stacks/cluster/index.ts,title=imdsv2%3A nodes%2C spot::x is 50%25; must be set.%0AWhy: because.",
      "::warning file=stacks/cluster/index.ts,title=imdsv2%3A nodes%2C spot::x is 50%25; must be set.%0AWhy: because.",
      "::error file=stacks/cluster/index.ts,title=imdsv2%3A nodes%2C spot::x is 50%25; must be set.%0AWhy: because.",
    ]);
  });

  it("name files that there are", () => {
    assert.deepEqual(
      allSteps.map(programOf).filter((file) => !exists(file)),
      [],
    );
  });
});
