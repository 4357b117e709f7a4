import assert from "node:assert/strict";
import { AlertPath } from "../../../components/alerting/alert-path.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place, topicArns } from "./fixtures.ts";

const args = { place, kmsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/alerts" };

describe("AlertPath", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("has topics, and an alarm on what did not arrive, by default", async () => {
    const path = new AlertPath("alerts", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(path.topicArns, topicArns);
    assert.deepEqual(
      path.alarms.map(({ id }) => id),
      ["alerts-undelivered"],
    );
  });

  it("subscribes only to topics that are there", async () => {
    new AlertPath("alerts", { ...args, emails: { info: ["team@example.com"] } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.dependenciesOf("platform:alerting:AlertSubscriptions", "alerts-subscriptions"), [
      "platform:alerting:AlertTopics alerts-topics",
    ]);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new AlertPath("one", args, recorded.options);
    new AlertPath("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
