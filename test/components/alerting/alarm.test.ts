import assert from "node:assert/strict";
import { Alarm } from "../../../components/alerting/alarm.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { alarmArgs, spec, topicArns } from "./fixtures.ts";

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("Alarm", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("tells the topic of its severity when it goes off and when it is over", async () => {
    new Alarm("deep", { ...alarmArgs, spec }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(metricAlarm);
    assert.deepEqual(
      [inputs.name, inputs.alarmActions, inputs.okActions],
      ["test-lake-queue-deep", [topicArns.critical], [topicArns.critical]],
    );
  });

  it("takes two bad minutes of three, and silence for good, by default", async () => {
    new Alarm("deep", { ...alarmArgs, spec }, recorded.options);
    await mocks.settle();
    const { period, datapointsToAlarm, evaluationPeriods, treatMissingData } = mocks.one(metricAlarm).inputs;
    assert.deepEqual(
      { period, datapointsToAlarm, evaluationPeriods, treatMissingData },
      { period: 60, datapointsToAlarm: 2, evaluationPeriods: 3, treatMissingData: "notBreaching" },
    );
  });

  it("says why it matters, what to do, where to look and whose it is", async () => {
    new Alarm("deep", { ...alarmArgs, spec, dashboardUrl: "https://console/lake" }, recorded.options);
    await mocks.settle();
    assert.equal(
      mocks.one(metricAlarm).inputs.alarmDescription,
      "Nobody reads the queue.\nRunbook: https://wiki/runbooks/alerts.md#queue\nDashboard: https://console/lake\nOwner: data-platform",
    );
  });

  it("refuses what could never go off, naming the alarm", () => {
    const refuse = (wrong: Partial<typeof spec>, message: string | RegExp): void => {
      assert.throws(() => new Alarm("deep", { ...alarmArgs, spec: { ...spec, ...wrong } }, recorded.options), {
        message,
      });
    };
    refuse({ datapoints: [4, 3] }, "Alarm test-lake-queue-deep: 4 of 3 datapoints; allowed: 1 to 3 of 3.");
    refuse({ periodSeconds: 90 }, "Alarm test-lake-queue-deep: The period is 90 seconds; allowed: a multiple of 60.");
    refuse(
      { why: "x".repeat(1000) },
      /^Alarm test-lake-queue-deep: its description has \d+ characters; CloudWatch allows 1024/,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new Alarm("one", { ...alarmArgs, spec }, recorded.options);
    new Alarm("two", { ...alarmArgs, spec: { ...spec, id: "other" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
