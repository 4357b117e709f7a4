import assert from "node:assert/strict";
import * as fc from "fast-check";
import { kmsKeyRotation } from "../../policy/encryption/kms-key-rotation.ts";
import { message, parseMessage } from "../../policy/message.ts";
import { type Finding } from "../../policy/rule.ts";

const words = fc.stringMatching(/^[a-z0-9"*:/.]+( [a-z0-9"*:/.]+)*$/);
const findings = fc.record({
  outcome: fc.constantFrom("fail" as const, "undecided" as const),
  path: fc.stringMatching(/^[a-zA-Z]+(\[[0-9]\])?(\.[a-zA-Z]+)*$/),
  found: words,
  wanted: words,
});

describe("The message of a finding", () => {
  it("reads: what is there, what must be, the rule, why, remedy, controls", () => {
    const finding: Finding = { outcome: "fail", path: "enableKeyRotation", found: "false", wanted: "true" };
    assert.equal(
      message(kmsKeyRotation, finding),
      [
        "enableKeyRotation is false; must be true.",
        "Rule: A KMS key that encrypts data rotates at least once a year.",
        "Why: Key material that never changes makes one leak a leak of everything ever encrypted with it.",
        "Remedy: Set enableKeyRotation: true and leave rotationPeriodInDays at 365 or less.",
        "Controls: KMS.4, CIS 4.6, CKV_AWS_7, AwsSolutions-KMS5, https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
      ].join("\n"),
    );
  });

  it("gives its parts back", () => {
    fc.assert(
      fc.property(findings, (finding) => {
        assert.deepEqual(parseMessage(message(kmsKeyRotation, finding)), { ...finding });
      }),
    );
  });

  it("gives them back under an exemption, whatever the reason says", () => {
    const people = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(findings, people, people, (finding, owner, reason) => {
        const exemption = { urn: "*", owner, reason, expires: "2030-01-01" };
        const parts = parseMessage(message(kmsKeyRotation, finding, exemption));
        assert.equal(parts?.outcome, "exempted");
      }),
    );
  });

  it("of another pack has no parts", () => {
    assert.equal(parseMessage("Buckets should be blue."), undefined);
  });
});
