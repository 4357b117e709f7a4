import assert from "node:assert/strict";
import { AlertTopics } from "../../../components/alerting/alert-topics.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place, topicArns } from "./fixtures.ts";

const args = { place, kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/alerts" };

describe("AlertTopics", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("makes an encrypted topic per severity, with ARNs known before they exist", async () => {
    const { arns } = new AlertTopics("alerts", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(arns, topicArns);
    for (const { inputs } of mocks.ofType("aws:sns/topic:Topic")) {
      assert.equal(inputs.kmsMasterKeyId, args.kmsKeyArn);
    }
    assert.equal(mocks.ofType("aws:sns/topic:Topic").length, 3);
  });

  it("lets AWS services of this account alone publish, and over TLS alone", async () => {
    new AlertTopics("alerts", args, recorded.options);
    await mocks.settle();
    const { policy } = mocks.one("aws:sns/topicPolicy:TopicPolicy", "alerts-info-policy").inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Sid: string; Effect: string; Resource: string; Condition: { StringEquals?: object } }[];
    };
    assert.deepEqual(
      Statement.map(({ Sid, Effect }) => `${Effect} ${Sid}`),
      [
        "Allow CloudWatchAlarms",
        "Allow EventBridgeRules",
        "Allow Budgets",
        "Allow PrometheusAlertManager",
        "Allow CostAnomalies",
        "Deny TlsOnly",
      ],
    );
    for (const { Effect, Resource, Condition } of Statement) {
      assert.equal(Resource, topicArns.info);
      if (Effect === "Allow") {
        assert.deepEqual(Condition.StringEquals, { "aws:SourceAccount": place.accountId });
      }
    }
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new AlertTopics("one", args, recorded.options);
    new AlertTopics("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
