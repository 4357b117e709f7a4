import assert from "node:assert/strict";
import { AuditTrail, type AuditTrailArgs } from "../../../components/foundation/audit-trail.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: AuditTrailArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  scope: { managementEvents: true, dataEvents: "all" },
  bucketName: "test-audit-111111111111-eu-central-1",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/audit",
  logDays: 365,
};
const trailType = "aws:cloudtrail/trail:Trail";
const trailArn = "arn:aws:cloudtrail:eu-central-1:111111111111:trail/test-audit-trail";

describe("AuditTrail", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("records every Region, validated and encrypted, to the archive and to CloudWatch Logs", async () => {
    new AuditTrail("trail", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one(trailType);
    assert.equal(inputs.isMultiRegionTrail, true);
    assert.equal(inputs.enableLogFileValidation, true);
    assert.equal(inputs.kmsKeyId, args.kmsKeyArn);
    assert.equal(inputs.s3BucketName, args.bucketName);
    assert.equal(
      inputs.cloudWatchLogsGroupArn,
      "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/cloudtrail/test-audit-trail:*",
    );
  });

  it("lets CloudTrail write to its own log group and nothing else", async () => {
    new AuditTrail("trail", args, recorded.options);
    await mocks.settle();
    const document: unknown = JSON.parse(String(mocks.one("aws:iam/rolePolicy:RolePolicy").inputs.policy));
    const { Statement } = document as { Statement: { Action: string[]; Resource: string }[] }; // as the grant wrote it
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/cloudtrail/test-audit-trail:*",
        ],
      ],
    );
  });

  it("tells a topic of every delivery, which takes messages of this trail alone", async () => {
    new AuditTrail("trail", args, recorded.options);
    await mocks.settle();
    assert.equal(mocks.one("aws:sns/topic:Topic").inputs.kmsMasterKeyId, args.kmsKeyArn);
    const policy = String(mocks.one("aws:sns/topicPolicy:TopicPolicy").inputs.policy);
    assert.ok(policy.includes(`"aws:SourceArn":"${trailArn}"`), policy);
  });

  it("learns the usual rate of calls only where it records the management of the account", async () => {
    new AuditTrail("owner", args, recorded.options);
    new AuditTrail("guest", { ...args, scope: { managementEvents: false, dataEvents: "all" } }, recorded.options);
    await mocks.settle();
    const insights = (name: string): unknown => mocks.one(trailType, name).inputs.insightSelectors;
    assert.deepEqual(insights("owner-trail"), [
      { insightType: "ApiCallRateInsight" },
      { insightType: "ApiErrorRateInsight" },
    ]);
    assert.deepEqual(insights("guest-trail"), []);
  });

  it("waits for what CloudTrail tries before it makes a trail", () => {
    new AuditTrail("trail", args, recorded.options);
    assert.deepEqual(recorded.dependenciesOf(trailType, "trail-trail"), [
      "aws:cloudwatch/logGroup:LogGroup trail-log-group",
      "platform:iam:ServiceRole trail-to-logs",
      "aws:sns/topicPolicy:TopicPolicy trail-deliveries-policy",
    ]);
  });

  it("has an ARN and a log group before it exists", () => {
    const trail = new AuditTrail("trail", args, recorded.options);
    assert.deepEqual([trail.arn, trail.logGroupName], [trailArn, "/aws/cloudtrail/test-audit-trail"]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new AuditTrail("one", args, recorded.options);
    new AuditTrail("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
