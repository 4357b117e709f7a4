import assert from "node:assert/strict";
import { type OrganizationPolicy, policyProblems } from "../../../components/organization/policy-limits.ts";

const policy: OrganizationPolicy = {
  name: "it",
  kind: "service-control",
  description: "",
  content: "x".repeat(10_240),
  targets: ["r-abcd"],
};
const policies = (count: number, more: Partial<OrganizationPolicy> = {}): readonly OrganizationPolicy[] =>
  Array.from({ length: count }, (_, index) => ({ ...policy, content: "", name: `p${index}`, ...more }));

describe("policyProblems", () => {
  it("are none up to the limits", () => {
    assert.deepEqual(policyProblems([policy]), []);
    assert.deepEqual(policyProblems(policies(9)), []);
    assert.deepEqual(policyProblems(policies(4, { kind: "resource-control" })), []);
  });

  it("name the policy, its size and what is allowed", () => {
    assert.deepEqual(policyProblems([{ ...policy, content: "x".repeat(10_241) }]), [
      'the service-control policy "it" has 10241 characters; AWS Organizations allows 10240. Move presets to another tier',
    ]);
    assert.deepEqual(policyProblems([{ ...policy, kind: "resource-control" }]), [
      'the resource-control policy "it" has 10240 characters; AWS Organizations allows 5120. Move presets to another tier',
    ]);
  });

  it("name the target that would have too many, with the policies that AWS attaches itself", () => {
    assert.deepEqual(policyProblems(policies(10)), [
      "r-abcd would have 10 service-control policies; AWS Organizations allows 10, of which 1 is its own. Name the target in fewer tiers",
    ]);
    assert.deepEqual(policyProblems(policies(5, { kind: "resource-control" })), [
      "r-abcd would have 5 resource-control policies; AWS Organizations allows 5, of which 1 is its own. Name the target in fewer tiers",
    ]);
  });

  it("count a target once for each policy, and kinds apart", () => {
    assert.deepEqual(policyProblems(policies(9, { targets: ["r-abcd", "r-abcd"] })), []);
    assert.deepEqual(policyProblems([...policies(9), ...policies(4, { kind: "resource-control" })]), []);
  });
});
