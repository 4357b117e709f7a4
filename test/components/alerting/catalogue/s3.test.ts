import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { bucketAlarms, replicationAlarms } from "../../../../components/alerting/catalogue/s3.ts";
import { requestMetricsFilter } from "../../../../components/storage/secure-bucket.ts";

const specs = bucketAlarms({ bucketName: "test-dl-raw", filterId: requestMetricsFilter, what: "raw" });

describe("bucketAlarms", () => {
  it("tell S3's own failures from refusals", () => {
    assert.deepEqual(
      specs.map(({ id, severity }) => [id, severity]),
      [
        ["raw-errors", "critical"],
        ["raw-refusals", "warning"],
      ],
    );
  });

  for (const spec of specs) {
    it(`${spec.id} looks at the share of all requests, under the filter that the bucket has`, () => {
      const queries = (alarmInputs(spec).metricQueries ?? []) as readonly { metric?: { dimensions: unknown } }[]; // plain
      const dimensions = queries.flatMap(({ metric }) => (metric === undefined ? [] : [metric.dimensions]));
      assert.deepEqual(dimensions, [
        { BucketName: "test-dl-raw", FilterId: "entire-bucket" },
        { BucketName: "test-dl-raw", FilterId: "entire-bucket" },
      ]);
    });

    it(`${spec.id} is quiet while there are too few requests to tell`, () => {
      assert.ok(spec.signal.kind === "math" && spec.signal.expression.startsWith("IF(all > 100,"));
      assert.equal(spec.missing, "notBreaching");
    });
  }
});

describe("replicationAlarms", () => {
  it("tell of every copy that S3 gave up, under the names of the rule and both buckets", () => {
    const alarms = replicationAlarms({ bucketName: "a", replicaName: "b", ruleId: "everything", what: "raw" });
    assert.deepEqual(
      alarms.map(({ id, threshold, datapoints }) => ({ id, threshold, datapoints })),
      [{ id: "raw-replication-failures", threshold: 0, datapoints: [1, 1] }],
    );
    assert.deepEqual(
      alarms.map(({ signal }) => (signal.kind === "metric" ? signal.metric.dimensions : undefined)),
      [{ SourceBucket: "a", DestinationBucket: "b", RuleId: "everything" }],
    );
  });
});
