import assert from "node:assert/strict";
import { OwnedAccount, type OwnedAccountArgs } from "../../../components/foundation/owned-account.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const topic = (severity: string): string => `arn:aws:sns:eu-central-1:111111111111:test-alerts-${severity}`;
const args: OwnedAccountArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  topicArns: { critical: topic("critical"), warning: topic("warning"), info: topic("info") },
};
const rule = "aws:cloudwatch/eventRule:EventRule";
const target = "aws:cloudwatch/eventTarget:EventTarget";
const subscription = "aws:costexplorer/anomalySubscription:AnomalySubscription";

describe("OwnedAccount", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(more: Partial<OwnedAccountArgs> = {}): Promise<void> {
    mocks = installMocks();
    recorded = recorder();
    new OwnedAccount("it", { ...args, ...more }, recorded.options);
    await mocks.settle();
  }

  it("has the settings, the services and the alerts of which an account has one", async () => {
    await build();
    for (const type of [
      "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
      "aws:accessanalyzer/analyzer:Analyzer",
      "aws:guardduty/detector:Detector",
      "aws:securityhub/account:Account",
      "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    ]) {
      assert.equal(mocks.ofType(type).length, 1, type);
    }
  });

  it("wakes somebody when a resource can be reached from outside, or GuardDuty sees a threat", async () => {
    await build();
    assert.deepEqual(JSON.parse(String(mocks.one(rule, "it-findings-external-access").inputs.eventPattern)), {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding"],
      detail: { status: ["ACTIVE"], isDeleted: [false] },
    });
    assert.deepEqual(JSON.parse(String(mocks.one(rule, "it-findings-threats").inputs.eventPattern)), {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    });
    assert.deepEqual(
      mocks.ofType(target).map(({ inputs }) => inputs.arn),
      [topic("critical"), topic("critical")],
    );
  });

  it("says when a service costs what it never did, from 100 USD or as told", async () => {
    await build();
    const { inputs } = mocks.one(subscription);
    assert.deepEqual(inputs.subscribers, [{ type: "SNS", address: topic("warning") }]);
    assert.equal(inputs.frequency, "IMMEDIATE");
    assert.match(JSON.stringify(inputs.thresholdExpression), /ANOMALY_TOTAL_IMPACT_ABSOLUTE.*"100"/);
    await build({ costAnomalyUsd: 2_000 });
    assert.match(JSON.stringify(mocks.one(subscription).inputs.thresholdExpression), /"2000"/);
  });

  it("hands its settings down", async () => {
    await build({ guardDuty: false, macie: true, vpcBlockPublicAccess: "off", unusedAccessDays: 30 });
    assert.equal(mocks.ofType("aws:guardduty/detector:Detector").length, 0);
    assert.equal(mocks.ofType("aws:macie2/account:Account").length, 1);
    assert.equal(mocks.ofType("aws:accessanalyzer/analyzer:Analyzer").length, 2);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    await build();
    new OwnedAccount("other", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});
