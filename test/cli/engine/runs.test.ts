import assert from "node:assert/strict";
import { type RunContext, destroyAll, refreshAll, upAll } from "../../../cli/engine/runs.ts";
import { type Target } from "../../../cli/engine/target.ts";

/** Where nothing can be opened: a backend that cannot be reached. */
const unreachable: Target = {
  environment: "dev",
  kind: "aws",
  headline: "",
  policyConfig: { rules: {} },
  projectDirectory: () => ".",
  openSession: () => Promise.reject(new Error("the backend cannot be reached")),
  close: () => Promise.resolve(),
};

const context: RunContext = {
  target: unreachable,
  steps: ["foundation", "lake"],
  progress: { say: () => undefined, waiting: () => undefined },
  signal: new AbortController().signal,
  allowReplace: new Set(),
};

describe("An interrupted run", () => {
  it("begins no further step, and says so of each", async () => {
    const opened = { ...unreachable, openSession: () => assert.fail("a step was begun") };
    const interrupted = { ...context, target: opened, signal: AbortSignal.abort() };
    const [first, second] = await upAll(interrupted);
    assert.ok(first !== undefined && "result" in first);
    assert.deepEqual(
      first.result.errors.map(({ message }) => message),
      ["not started, because the run was interrupted; the next run continues here"],
    );
    assert.deepEqual(second, { step: "lake", blockedBy: ["foundation"] });
  });
});

describe("A step that cannot be opened", () => {
  for (const [operation, run] of [
    ["up", upAll],
    ["refresh", refreshAll],
  ] as const) {
    it(`is a failed result of ${operation} with the reason, and blocks the steps behind it`, async () => {
      const [first, second] = await run(context);
      assert.ok(first !== undefined && "result" in first);
      const { succeeded, errors } = first.result;
      assert.deepEqual(
        { succeeded, errors, operation: first.result.operation },
        {
          succeeded: false,
          errors: [{ urn: "", message: "the backend cannot be reached" }],
          operation,
        },
      );
      assert.deepEqual(second, { step: "lake", blockedBy: ["foundation"] });
    });
  }

  it("is no permission to destroy what its readers may still read", async () => {
    await assert.rejects(destroyAll({ ...context, steps: ["foundation"] }), /the backend cannot be reached/);
  });
});
