import * as assert from "node:assert/strict";
import { FlowLogs } from "../../../components/network/flow-logs.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  vpcId: "vpc-1",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  retentionDays: 90,
};

describe("FlowLogs", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(async () => {
    mocks = installMocks();
    recorded = recorder();
    new FlowLogs("logs", args, recorded.options);
    await mocks.settle();
  });

  it("keeps accepted and rejected traffic in an encrypted log group for the days given", () => {
    assert.equal(mocks.one("aws:ec2/flowLog:FlowLog").inputs.trafficType, "ALL");
    const { inputs } = mocks.one("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(inputs, { name: "test-vpc-flow-logs", kmsKeyId: args.kmsKeyArn, retentionInDays: 90 });
  });

  it("lets its role write its own log group only", () => {
    const policy = String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy);
    assert.deepEqual(
      (JSON.parse(policy) as { Statement: { Resource: string }[] }).Statement.map(({ Resource }) => Resource),
      ["*", "arn:aws:logs:eu-central-1:111111111111:log-group:test-vpc-flow-logs:*"],
    );
  });

  it("keeps them in no bucket unless it is given one", () => {
    assert.equal(mocks.ofType("aws:ec2/flowLog:FlowLog").length, 1);
  });

  it("keeps them in the bucket it is given as well, as Athena reads them best", async () => {
    mocks = installMocks();
    recorded = recorder();
    new FlowLogs("logs", { ...args, archiveBucketArn: "arn:aws:s3:::archive" }, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:ec2/flowLog:FlowLog", "logs-archive");
    assert.deepEqual(
      [inputs.logDestinationType, inputs.logDestination, inputs.destinationOptions],
      ["s3", "arn:aws:s3:::archive", { fileFormat: "parquet", perHourPartition: true }],
    );
  });

  it("starts after its role may write", () => {
    assert.ok(
      recorded
        .dependenciesOf("aws:ec2/flowLog:FlowLog", "logs-flow-log")
        .includes("platform:iam:ServiceRole logs-role"),
    );
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    mocks = installMocks();
    recorded = recorder();
    new FlowLogs("one", args, recorded.options);
    new FlowLogs("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
