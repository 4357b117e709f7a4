import assert from "node:assert/strict";
import { StorageScaling } from "../../../components/streaming/storage-scaling.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  clusterArn: "arn:aws:kafka:eu-central-1:111111111111:cluster/test-events/1-1",
  maximumGiB: 1000,
} as const;

describe("StorageScaling", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("lets a volume grow to its limit when it is 60 percent full, and never shrink", async () => {
    new StorageScaling("storage", args, recorded.options);
    await mocks.settle();
    const target = mocks.one("aws:appautoscaling/target:Target").inputs;
    assert.deepEqual(
      [target.resourceId, target.scalableDimension, target.minCapacity, target.maxCapacity],
      [args.clusterArn, "kafka:broker-storage:VolumeSize", 1, 1000],
    );
    const { inputs } = mocks.one("aws:appautoscaling/policy:Policy");
    assert.deepEqual(inputs.targetTrackingScalingPolicyConfiguration, {
      predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
      targetValue: 60,
      disableScaleIn: true,
    });
  });

  it("lets it grow earlier when told so", async () => {
    new StorageScaling("storage", { ...args, growAtPercent: 50 }, recorded.options);
    await mocks.settle();
    const { targetTrackingScalingPolicyConfiguration } = mocks.one("aws:appautoscaling/policy:Policy").inputs;
    assert.equal((targetTrackingScalingPolicyConfiguration as { targetValue: number }).targetValue, 50);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new StorageScaling("one", args, recorded.options);
    new StorageScaling("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
