import * as assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/streaming/config.ts";

const good = {
  "streaming:kafkaVersion": "4.1.x.kraft",
  "streaming:brokerType": "kafka.m7g.large",
  "streaming:brokersPerZone": "1",
  "streaming:storage": '{"sizeGiB":250}',
  "streaming:authentication": '["iam"]',
};

const messages = (raw: Record<string, string>): readonly string[] =>
  parseSection(section, raw).problems.map(({ key, message }) => `${key} ${message}`);

describe("streaming configuration", () => {
  it("needs no more than version, brokers, storage and authentication", () => {
    assert.deepEqual(messages(good), []);
    const { multiVpc, enhancedMonitoring, openMonitoring, archiveBrokerLogs } = parseSection(section, good).value ?? {};
    assert.deepEqual(
      [multiVpc, enhancedMonitoring, openMonitoring, archiveBrokerLogs],
      ["off", "PER_BROKER", false, true],
    );
  });

  it("fails on combinations that MSK refuses, at the key and with the reason", () => {
    assert.deepEqual(messages({ ...good, "streaming:brokerType": "express.m7g.large" }), [
      'streaming:storage = {"sizeGiB":250}: cannot be set for Express brokers: MSK manages their storage; size, growth, throughput and tiers do not exist there. Leave the key out',
    ]);
    assert.deepEqual(messages({ ...good, "streaming:storage": '{"sizeGiB":250,"throughputMiBPerSecond":300}' }), [
      "streaming:storage.throughputMiBPerSecond = 300: can be set from kafka.m5.4xlarge and kafka.m7g.2xlarge on: smaller instances do not carry more than the default",
    ]);
  });

  it("fails on nobody, on somebody unnamed, and on certificates for the platform's own workloads", () => {
    assert.match(
      messages({ ...good, "streaming:authentication": "[]" })[0] ?? "",
      /must be a list of iam, scram and mtls/,
    );
    assert.match(
      messages({ ...good, "streaming:authentication": '["none"]' })[0] ?? "",
      /must be a list of iam, scram/,
    );
    const own = {
      "streaming:authentication": '["mtls"]',
      "streaming:certificateAuthorityArns": '["arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/1"]',
    };
    assert.match(messages({ ...good, ...own })[0] ?? "", /must begin with iam or scram/);
  });
});
