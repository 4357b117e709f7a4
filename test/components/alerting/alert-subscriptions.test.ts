import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AlertSubscriptions } from "../../../components/alerting/alert-subscriptions.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place, topicArns } from "./fixtures.ts";

const args = { place, topicArns, kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/alerts" };
const subscription = "aws:sns/topicSubscription:TopicSubscription";
const slackChannel = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";

describe("AlertSubscriptions", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("subscribes nobody by default, and keeps what cannot be delivered in an encrypted queue", async () => {
    const { deadLetterQueueName } = new AlertSubscriptions("alerts", args, recorded.options);
    await mocks.settle();
    assert.equal(deadLetterQueueName, "test-alert-dead-letters");
    assert.deepEqual(mocks.ofType(subscription), []);
    const { kmsMasterKeyId, messageRetentionSeconds } = mocks.one("aws:sqs/queue:Queue").inputs;
    assert.deepEqual([kmsMasterKeyId, messageRetentionSeconds], [args.kmsKeyArn, 1_209_600]);
  });

  it("sends e-mail by severity", async () => {
    const emails = { critical: ["on-call@example.com"], info: ["team@example.com", "lead@example.com"] };
    new AlertSubscriptions("alerts", { ...args, emails }, recorded.options);
    await mocks.settle();
    assert.deepEqual(
      mocks.ofType(subscription).map(({ inputs }) => `${String(inputs.topic)} ${String(inputs.endpoint)}`),
      [
        `${topicArns.critical} on-call@example.com`,
        `${topicArns.info} team@example.com`,
        `${topicArns.info} lead@example.com`,
      ],
    );
  });

  it("pages for what is critical, keeps the address secret and what is undelivered", async () => {
    new AlertSubscriptions("alerts", { ...args, pagerDutyUrl: "https://events.example.com/key" }, recorded.options);
    const { resource } = recorded.ofType(subscription)[0] ?? {};
    const { endpoint } = resource as unknown as { endpoint: pulumi.Output<string> };
    const isSecret = await pulumi.isSecret(endpoint);
    await mocks.settle();
    const { inputs } = mocks.one(subscription);
    assert.equal(inputs.topic, topicArns.critical);
    assert.ok(isSecret);
    assert.deepEqual(JSON.parse(String(inputs.redrivePolicy)), {
      deadLetterTargetArn: "arn:aws:sqs:eu-central-1:111111111111:test-alert-dead-letters",
    });
  });

  it("tells a Slack channel of all its severities at once, and lets it only look", async () => {
    const slack = { workspaceId: "T1", channels: { critical: "C1", warning: "C1", info: "C2" } };
    new AlertSubscriptions("alerts", { ...args, slack }, recorded.options);
    await mocks.settle();
    const heardBy = (channel: string): unknown =>
      mocks.one(slackChannel, `alerts-slack-${channel}`).inputs.snsTopicArns;
    assert.deepEqual(heardBy("C1"), [topicArns.critical, topicArns.warning]);
    assert.deepEqual(heardBy("C2"), [topicArns.info]);
    assert.deepEqual(mocks.one(slackChannel, "alerts-slack-C1").inputs.guardrailPolicyArns, [
      "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
    ]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    const slack = { workspaceId: "T1", channels: { critical: "C1" } };
    const all = { ...args, slack, emails: { info: ["a@example.com"] }, pagerDutyUrl: "https://events.example.com/key" };
    new AlertSubscriptions("one", all, recorded.options);
    new AlertSubscriptions("two", all, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
