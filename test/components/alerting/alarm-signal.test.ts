import assert from "node:assert/strict";
import fc from "fast-check";
import { alarmInputs, type Condition, type Metric } from "../../../components/alerting/alarm-signal.ts";

const metric: Metric = { namespace: "AWS/SQS", name: "Depth", statistic: "Maximum", dimensions: { QueueName: "q" } };
const condition: Condition = {
  signal: { kind: "metric", metric },
  comparison: ">",
  threshold: 5,
  periodSeconds: 60,
};

describe("alarmInputs", () => {
  it("watches one metric against a threshold", () => {
    assert.deepEqual(alarmInputs(condition), {
      comparisonOperator: "GreaterThanThreshold",
      threshold: 5,
      namespace: "AWS/SQS",
      metricName: "Depth",
      dimensions: { QueueName: "q" },
      period: 60,
      statistic: "Maximum",
    });
  });

  it("gives a percentile as the extended statistic", () => {
    const { statistic, extendedStatistic } = alarmInputs({
      ...condition,
      signal: { kind: "metric", metric: { ...metric, statistic: "p99" } },
    });
    assert.deepEqual({ statistic, extendedStatistic }, { statistic: undefined, extendedStatistic: "p99" });
  });

  it("returns the result of metric math and nothing else", () => {
    const { metricQueries } = alarmInputs({
      ...condition,
      signal: { kind: "math", expression: "a + b", metrics: { a: metric, b: metric } },
    });
    const returned = (metricQueries as { id: string; returnData: boolean }[]).filter(({ returnData }) => returnData);
    assert.deepEqual(
      returned.map(({ id }) => id),
      ["result"],
    );
  });

  it("asks a query for one series", () => {
    const { metricQueries } = alarmInputs({ ...condition, signal: { kind: "query", sql: "SELECT MAX(Depth)" } });
    assert.deepEqual(metricQueries, [{ id: "worst", expression: "SELECT MAX(Depth)", period: 60, returnData: true }]);
  });

  it("compares an anomaly with its band on the side that is bad", () => {
    const anomaly = { kind: "anomaly", metric, bandWidth: 2 } as const;
    const learned = { ...condition, threshold: undefined, signal: anomaly };
    const above = alarmInputs(learned);
    const below = alarmInputs({ ...learned, comparison: "<" });
    assert.deepEqual(
      [above.comparisonOperator, above.thresholdMetricId, above.threshold],
      ["GreaterThanUpperThreshold", "band", undefined],
    );
    assert.equal(below.comparisonOperator, "LessThanLowerThreshold");
  });

  it("refuses a period CloudWatch has not", () => {
    const odd = fc.integer({ min: -600, max: 600 }).filter((seconds) => seconds <= 0 || seconds % 60 !== 0);
    fc.assert(
      fc.property(odd, (periodSeconds) => {
        assert.throws(() => alarmInputs({ ...condition, periodSeconds }), {
          message: `The period is ${periodSeconds} seconds; allowed: a multiple of 60.`,
        });
      }),
    );
  });

  it("refuses a condition that could never be evaluated", () => {
    assert.throws(() => alarmInputs({ ...condition, threshold: undefined }), /threshold is missing/);
    assert.throws(
      () => alarmInputs({ ...condition, signal: { kind: "anomaly", metric, bandWidth: 2 } }),
      /has a band and no threshold/,
    );
    const metrics = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m${index}`, metric]));
    assert.throws(
      () => alarmInputs({ ...condition, signal: { kind: "math", expression: "MAX(METRICS())", metrics } }),
      {
        message: "The expression uses 11 metrics; allowed: 1 to 10.",
      },
    );
  });
});
