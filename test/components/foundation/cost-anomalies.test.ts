import assert from "node:assert/strict";
import { CostAnomalies, type CostAnomaliesArgs } from "../../../components/foundation/cost-anomalies.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: CostAnomaliesArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  topicArns: {
    critical: "arn:aws:sns:eu-central-1:111111111111:critical",
    warning: "arn:aws:sns:eu-central-1:111111111111:warning",
    info: "arn:aws:sns:eu-central-1:111111111111:info",
  },
  impactUsd: 50,
};

describe("CostAnomalies", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("watches every service of the account", async () => {
    new CostAnomalies("costs", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:costexplorer/anomalyMonitor:AnomalyMonitor");
    assert.deepEqual([inputs.monitorType, inputs.monitorDimension], ["DIMENSIONAL", "SERVICE"]);
  });

  it("warns of each anomaly as it is found, from the amount it is told", async () => {
    new CostAnomalies("costs", { ...args, impactUsd: 500 }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:costexplorer/anomalySubscription:AnomalySubscription");
    assert.deepEqual(inputs.subscribers, [{ type: "SNS", address: args.topicArns.warning }]);
    assert.equal(inputs.frequency, "IMMEDIATE");
    assert.deepEqual(inputs.thresholdExpression, {
      dimension: {
        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        matchOptions: ["GREATER_THAN_OR_EQUAL"],
        values: ["500"],
      },
    });
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new CostAnomalies("one", args, recorded.options);
    new CostAnomalies("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
