import assert from "node:assert/strict";
import { accountActivities } from "../../../components/foundation/account-activity.ts";
import { ActivityFilters } from "../../../components/foundation/activity-filters.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = { logGroupName: "/aws/cloudtrail/test-audit-trail", activities: accountActivities };
const filterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter";

describe("ActivityFilters", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("counts every activity of the catalogue in the trail's log group", async () => {
    new ActivityFilters("activity", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.ofType(filterType).length, accountActivities.length);
    const { inputs } = mocks.one(filterType, "activity-root-use");
    assert.equal(inputs.logGroupName, args.logGroupName);
    assert.deepEqual(inputs.metricTransformation, {
      name: "root-use",
      namespace: "Platform/AccountActivity",
      value: "1",
      unit: "Count",
    });
  });

  it("counts only what it is given", async () => {
    new ActivityFilters("activity", { ...args, activities: accountActivities.slice(0, 1) }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.ofType(filterType).length, 1);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ActivityFilters("one", args, recorded.options);
    new ActivityFilters("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
