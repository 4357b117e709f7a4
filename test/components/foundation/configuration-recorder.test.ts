import assert from "node:assert/strict";
import {
  ConfigurationRecorder,
  type ConfigurationRecorderArgs,
} from "../../../components/foundation/configuration-recorder.ts";
import { conformanceRules } from "../../../components/foundation/conformance.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: ConfigurationRecorderArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  bucketName: "test-logs-111111111111-eu-central-1",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  keepDays: 365,
  rules: conformanceRules,
};

describe("ConfigurationRecorder", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("records every resource type, global ones too, as the service-linked role", async () => {
    new ConfigurationRecorder("configuration", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:cfg/recorder:Recorder");
    assert.deepEqual(inputs.recordingGroup, { allSupported: true, includeGlobalResourceTypes: true });
    assert.equal(
      inputs.roleArn,
      "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    );
    assert.equal(mocks.one("aws:cfg/recorderStatus:RecorderStatus").inputs.isEnabled, true);
  });

  it("delivers encrypted to the log archive and keeps history as long", async () => {
    new ConfigurationRecorder("configuration", { ...args, keepDays: 730 }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:cfg/deliveryChannel:DeliveryChannel");
    assert.deepEqual([inputs.s3BucketName, inputs.s3KmsKeyArn], [args.bucketName, args.kmsKeyArn]);
    assert.equal(mocks.one("aws:cfg/retentionConfiguration:RetentionConfiguration").inputs.retentionPeriodInDays, 730);
  });

  it("judges what is recorded by a conformance pack", async () => {
    new ConfigurationRecorder("configuration", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:cfg/conformancePack:ConformancePack");
    assert.equal(inputs.name, "test-platform");
    assert.match(String(inputs.templateBody), /MSK_IN_CLUSTER_NODE_REQUIRE_TLS/);
  });

  it("starts when there is somewhere to deliver to, and judges when it has started", () => {
    new ConfigurationRecorder("configuration", args, recorded.options);
    assert.deepEqual(recorded.dependenciesOf("aws:cfg/recorderStatus:RecorderStatus", "configuration-recording"), [
      "aws:cfg/deliveryChannel:DeliveryChannel configuration-channel",
    ]);
    assert.deepEqual(recorded.dependenciesOf("aws:cfg/conformancePack:ConformancePack", "configuration-conformance"), [
      "aws:cfg/recorderStatus:RecorderStatus configuration-recording",
    ]);
  });

  it("fails when history is to be kept longer than AWS Config can", () => {
    assert.throws(
      () => new ConfigurationRecorder("configuration", { ...args, keepDays: 3000 }, recorded.options),
      /configuration keeps history for 3000 days; AWS Config allows whole days from 30 to 2557\./,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new ConfigurationRecorder("one", args, recorded.options);
    new ConfigurationRecorder("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
