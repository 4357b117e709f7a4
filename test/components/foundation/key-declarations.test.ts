import assert from "node:assert/strict";
import { keyDeclarations } from "../../../components/foundation/key-declarations.ts";
import { keyPolicy } from "../../../components/foundation/key-policy.ts";

const place = { environment: "prod", accountId: "111111111111", region: "eu-central-1" };

/** Longest key policy KMS takes. https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const maxPolicyBytes = 32 * 1024;

describe("keyDeclarations", () => {
  for (const [purpose, { users }] of Object.entries(keyDeclarations)) {
    it(`make a policy that KMS takes for ${purpose}`, () => {
      assert.ok(Buffer.byteLength(keyPolicy(place, users)) < maxPolicyBytes);
    });
  }

  it("let nobody but roles of the environment use the key of personal data", () => {
    assert.deepEqual(keyDeclarations.pii.users, { services: [], through: [] });
  });

  it("let every service that raises an alarm publish to the alert topics", () => {
    const { services } = keyDeclarations.alerts.users;
    assert.deepEqual(services.slice(0, 2), ["cloudwatch-alarms", "eventbridge-to-sns"]);
    assert.ok(services.includes("budgets") && services.includes("cost-anomalies"));
  });
});
