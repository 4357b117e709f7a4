import assert from "node:assert/strict";
import { keyPolicy } from "../../../components/foundation/key-policy.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

interface Document {
  readonly Statement: readonly { readonly Sid: string; readonly Principal: unknown; readonly Condition?: unknown }[];
}

function statements(users: Parameters<typeof keyPolicy>[1]): Document["Statement"] {
  return (JSON.parse(keyPolicy(place, users)) as Document).Statement; // built by the function under test
}

describe("keyPolicy", () => {
  it("leaves the decision to the account's IAM policies when no service uses the key", () => {
    assert.deepEqual(
      statements([]).map(({ Sid, Principal }) => [Sid, Principal]),
      [["IamPoliciesDecide", { AWS: "arn:aws:iam::111111111111:root" }]],
    );
  });

  it("binds every service to this account", () => {
    for (const { Sid, Condition } of statements(["cloudwatch-logs", "log-delivery"]).slice(1)) {
      assert.match(JSON.stringify(Condition), /111111111111/, Sid);
    }
  });
});
