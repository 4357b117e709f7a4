import assert from "node:assert/strict";
import { awsTarget } from "../../../cli/engine/target.ts";
import { readEnvironmentFile } from "../../../cli/environment-file.ts";

describe("awsTarget", () => {
  it("refuses an environment that was not bootstrapped, and says how to", () => {
    assert.throws(() => awsTarget(readEnvironmentFile("test")), {
      name: "UsageError",
      message:
        "Pulumi.test.yaml names no secrets provider. Make state backend and secrets provider of test: npx platform bootstrap test",
    });
  });
});
