import assert from "node:assert/strict";
import { multiVpcProblem } from "../../../components/streaming/multi-vpc.ts";

describe("multiVpcProblem", () => {
  it("refuses on for a cluster that does not exist or was not prepared, with the steps to take", () => {
    const steps = /Set streaming:multiVpc to "prepare", run platform up, then set it to "on"\.$/;
    assert.match(multiVpcProblem("on", undefined) ?? "", /the cluster does not exist yet/);
    assert.match(multiVpcProblem("on", "off") ?? "", /the cluster was deployed with "off"/);
    for (const before of [undefined, "off"] as const) assert.match(multiVpcProblem("on", before) ?? "", steps);
  });

  it("lets through what was prepared, and every step back", () => {
    assert.equal(multiVpcProblem("on", "prepare"), undefined);
    assert.equal(multiVpcProblem("on", "on"), undefined);
    for (const wanted of ["off", "prepare"] as const) assert.equal(multiVpcProblem(wanted, "on"), undefined);
  });
});
