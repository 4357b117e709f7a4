import assert from "node:assert/strict";
import { describeUndecided, mustBeDecided } from "../../../cli/policy/undecided.ts";

const nothing = { passed: 0, failed: [], undecided: [], advisory: [], exempted: [], evaluated: true };

function finding(rule: string): { rule: string; urn: string; path: string; message: string } {
  return { rule, urn: "urn:pulumi:dev::lake::aws:x/y:Y::data", path: "policy", message: "" };
}

describe("Undecided findings", () => {
  const encryption = finding("s3-sse-kms-cmk");
  const access = finding("iam-no-admin");

  it("must be decided on the themes where the update would come too late", () => {
    const undecided = [encryption, finding("imdsv2"), finding("s3-deny-insecure-transport"), access];
    assert.deepEqual(
      mustBeDecided({ ...nothing, undecided }).map(({ rule }) => rule),
      ["s3-sse-kms-cmk", "s3-deny-insecure-transport", "iam-no-admin"],
    );
  });

  it("say where they are, how to decide them and how to list them", () => {
    const message = describeUndecided([encryption, access], "dev");
    for (const part of [
      "2 undecided findings on encryption, transport, least-privilege:",
      "  - s3-sse-kms-cmk on urn:pulumi:dev::lake::aws:x/y:Y::data at policy",
      "Build names and ARNs from configuration",
      'policy/config/dev.json: "s3-sse-kms-cmk": {"exemptions":[{"urn":"urn:pulumi:dev::lake::aws:x/y:Y::data","path":"policy","only":"undecided"',
    ]) {
      assert.ok(message.includes(part), `no ${part} in:\n${message}`);
    }
  });
});
