import assert from "node:assert/strict";
import { MetricsWorkspace, type MetricsWorkspaceArgs } from "../../../components/observability/metrics-workspace.ts";
import { platformRules } from "../../../components/observability/platform-rules.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: MetricsWorkspaceArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/metrics",
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
  logRetentionDays: 90,
  topicArns: { critical: "arn:critical", warning: "arn:warning", info: "arn:info" },
  ruleGroups: platformRules,
  runbookUrl: "docs/runbooks",
};

describe("MetricsWorkspace", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("encrypts metrics and logs by keys of ours, and keeps metrics as long as AWS does by default", async () => {
    new MetricsWorkspace("metrics", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:amp/workspace:Workspace");
    assert.equal(inputs.kmsKeyArn, args.kmsKeyArn);
    assert.deepEqual(inputs.loggingConfiguration, {
      logGroupArn: "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/vendedlogs/prometheus/test-metrics:*",
    });
    assert.equal(mocks.one("aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId, args.logsKeyArn);
    assert.equal(mocks.one("aws:amp/workspaceConfiguration:WorkspaceConfiguration").inputs.retentionPeriodInDays, 150);
  });

  it("keeps metrics as long as it is told", async () => {
    new MetricsWorkspace("metrics", { ...args, retentionDays: 400 }, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:amp/workspaceConfiguration:WorkspaceConfiguration").inputs.retentionPeriodInDays, 400);
  });

  it("raises alerts by rules, to the topics of the alarms", async () => {
    new MetricsWorkspace("metrics", args, recorded.options);
    await mocks.settle();
    assert.match(
      String(mocks.one("aws:amp/ruleGroupNamespace:RuleGroupNamespace").inputs.data),
      /alert: MetricsMissing/,
    );
    assert.match(
      String(mocks.one("aws:amp/alertManagerDefinition:AlertManagerDefinition").inputs.definition),
      /topic_arn: arn:critical/,
    );
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new MetricsWorkspace("one", args, recorded.options);
    new MetricsWorkspace("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
