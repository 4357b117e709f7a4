import assert from "node:assert/strict";
import { CatalogChanges, type CatalogChangesArgs } from "../../../components/foundation/catalog-changes.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: CatalogChangesArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/audit",
  keepDays: 365,
};
const ruleType = "aws:cloudwatch/eventRule:EventRule";
const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const logGroupArn = "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/events/test-catalog-changes";

describe("CatalogChanges", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("keeps them in an encrypted log group that EventBridge may write to", async () => {
    new CatalogChanges("catalog", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(inputs.name, "/aws/events/test-catalog-changes");
    assert.deepEqual([inputs.kmsKeyId, inputs.retentionInDays], [args.kmsKeyArn, 365]);
  });

  it("lets only its own rules write", async () => {
    new CatalogChanges("catalog", args, recorded.options);
    await mocks.settle();
    const rules = ["state", "calls", "permissions"].map(
      (id) => `arn:aws:events:eu-central-1:111111111111:rule/test-catalog-changes-${id}`,
    );
    const document: unknown = JSON.parse(
      String(mocks.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy").inputs.policyDocument),
    );
    const { Statement } = document as { Statement: { Sid: string; Resource: string; Condition?: unknown }[] }; // as it was written
    const write = Statement.find(({ Sid }) => Sid === "RulesWrite");
    assert.equal(write?.Resource, `${logGroupArn}:*:*`);
    assert.deepEqual(write.Condition, { ArnEquals: { "aws:SourceArn": rules } });
  });

  it("keeps Glue's own events and the calls behind them", async () => {
    new CatalogChanges("catalog", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.ofType(ruleType).map(({ inputs }) => inputs.name),
      ["test-catalog-changes-state", "test-catalog-changes-calls", "test-catalog-changes-permissions"],
    );
  });

  it("keeps what could not be written in an encrypted queue", async () => {
    new CatalogChanges("catalog", args, recorded.options);
    await mocks.settle();
    for (const { name, inputs } of mocks.ofType(targetType)) {
      assert.deepEqual(
        inputs.deadLetterConfig,
        { arn: "arn:aws:sqs:eu-central-1:111111111111:test-catalog-changes-undelivered" },
        name,
      );
    }
    assert.equal(mocks.one("aws:sqs/queue:Queue").inputs.kmsMasterKeyId, args.kmsKeyArn);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new CatalogChanges("one", args, recorded.options);
    new CatalogChanges("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
