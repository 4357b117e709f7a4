import assert from "node:assert/strict";
import { kafkaCauses, kafkaErrorText } from "../../../cli/smoke/kafka-errors.ts";

const refused = Object.assign(new Error("Topic authorization failed."), { apiId: "TOPIC_AUTHORIZATION_FAILED" });

describe("kafkaCauses", () => {
  it("finds what is at the bottom of errors per attempt and broker", () => {
    const wrapped = new AggregateError([new AggregateError([refused], "attempt 1")], "failed 4 times");
    assert.deepEqual(kafkaCauses(wrapped), [{ id: "TOPIC_AUTHORIZATION_FAILED", message: refused.message }]);
  });

  it("follows a cause", () => {
    const network = new Error("Connection failed.", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1") });
    assert.equal(kafkaErrorText(network), "connect ECONNREFUSED 127.0.0.1:1");
  });

  it("says the same error of several brokers once", () => {
    assert.equal(
      kafkaErrorText(new AggregateError([refused, refused])),
      "TOPIC_AUTHORIZATION_FAILED: Topic authorization failed.",
    );
  });
});
