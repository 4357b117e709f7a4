import assert from "node:assert/strict";
import { MonthlyBudget } from "../../../components/foundation/monthly-budget.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const topic = (severity: string): string => `arn:aws:sns:eu-central-1:111111111111:test-alerts-${severity}`;
const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  topicArns: { critical: topic("critical"), warning: topic("warning"), info: topic("info") },
  amountUsd: 2_500,
};
const budget = "aws:budgets/budget:Budget";

describe("MonthlyBudget", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("counts what the environment costs in a month", async () => {
    new MonthlyBudget("it", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(budget);
    assert.equal(inputs.name, "test-monthly");
    assert.deepEqual([inputs.limitAmount, inputs.limitUnit, inputs.timeUnit], ["2500", "USD", "MONTHLY"]);
    assert.deepEqual(inputs.costFilters, [{ name: "TagKeyValue", values: ["user:Environment$test"] }]);
  });

  it("tells people before it is spent, and more loudly when it is", async () => {
    new MonthlyBudget("it", args, recorded.options);
    await mocks.settle();
    const notifications = mocks.one(budget).inputs.notifications as readonly Record<string, unknown>[];
    assert.deepEqual(
      notifications.map(({ notificationType, threshold, subscriberSnsTopicArns }) => [
        notificationType,
        threshold,
        subscriberSnsTopicArns,
      ]),
      [
        ["ACTUAL", 80, [topic("info")]],
        ["FORECASTED", 100, [topic("warning")]],
        ["ACTUAL", 100, [topic("critical")]],
      ],
    );
  });

  it("fails for an amount that is none", () => {
    assert.throws(() => new MonthlyBudget("it", { ...args, amountUsd: 0 }, recorded.options), {
      message:
        "The monthly budget is 0 USD; allowed: more than 0. Change foundation:monthlyBudgetUsd, or leave it out for no budget.",
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new MonthlyBudget("one", args, recorded.options);
    new MonthlyBudget("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
