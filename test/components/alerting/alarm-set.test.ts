import assert from "node:assert/strict";
import { AlarmSet } from "../../../components/alerting/alarm-set.ts";
import { type AlarmSpec } from "../../../components/alerting/alarm-spec.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { alarmArgs, spec } from "./fixtures.ts";

const anomaly: AlarmSpec = {
  ...spec,
  threshold: undefined,
  id: "unusual",
  signal: {
    kind: "anomaly",
    metric: { namespace: "AWS/SQS", name: "Depth", statistic: "Maximum", dimensions: { QueueName: "q" } },
    bandWidth: 2,
  },
};
const specs = [spec, { ...spec, id: "queue-old" }, anomaly];

describe("AlarmSet", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes every alarm of the catalogue, and a dashboard that shows what they watch", async () => {
    const set = new AlarmSet("alarms", { ...alarmArgs, specs }, recorded.options);
    await mocks.settle();
    assert.deepEqual(set.alarmNames, ["test-lake-queue-deep", "test-lake-queue-old", "test-lake-unusual"]);
    const { dashboardName, dashboardBody } = mocks.one("aws:cloudwatch/dashboard:Dashboard").inputs;
    assert.equal(dashboardName, "test-lake");
    const { widgets } = JSON.parse(String(dashboardBody)) as { widgets: { properties: { title: string } }[] };
    assert.deepEqual(
      widgets.map(({ properties }) => properties.title),
      ["queue-deep", "queue-old", "unusual"],
    );
  });

  it("leaves out what is excluded and takes thresholds of the environment", async () => {
    const set = new AlarmSet(
      "alarms",
      { ...alarmArgs, specs, exclude: { "queue-old": "nothing is ever old here" }, thresholds: { "queue-deep": 50 } },
      recorded.options,
    );
    await mocks.settle();
    assert.deepEqual(set.alarmNames, ["test-lake-queue-deep", "test-lake-unusual"]);
    assert.equal(mocks.one("aws:cloudwatch/metricAlarm:MetricAlarm", "alarms-queue-deep-alarm").inputs.threshold, 50);
  });

  it("makes no dashboard where nothing is watched", async () => {
    new AlarmSet("alarms", { ...alarmArgs, specs: [] }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });

  it("refuses to change alarms that are not there, with every problem", () => {
    assert.throws(
      () =>
        new AlarmSet(
          "alarms",
          { ...alarmArgs, specs: [...specs, spec], exclude: { old: "a reason" }, thresholds: { unusual: 3 } },
          recorded.options,
        ),
      {
        message: [
          'Two alarms of lake have the ID "queue-deep".',
          'lake:alarms.exclude names "old"; alarms there: queue-deep, queue-old, unusual, queue-deep.',
          'lake:alarms.thresholds sets "unusual", which has a learned band and no threshold.',
        ].join("\n"),
      },
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new AlarmSet("one", { ...alarmArgs, specs }, recorded.options);
    new AlarmSet("two", { ...alarmArgs, area: "streaming", specs }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
