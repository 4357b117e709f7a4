import assert from "node:assert/strict";
import fc from "fast-check";
import { type BrokerPlan, brokerProblems } from "../../../components/streaming/broker-rules.ts";
import { brokerTypes } from "../../../components/streaming/broker-types.ts";

const standard: BrokerPlan = {
  kafkaVersion: "4.1.x.kraft",
  brokerType: "kafka.m7g.large",
  brokersPerZone: 1,
  zones: 3,
  authentication: ["iam"],
  storage: { sizeGiB: 250 },
};
const express: BrokerPlan = { ...standard, brokerType: "express.m7g.large", storage: undefined };
const smallest: BrokerPlan = { ...standard, brokerType: "kafka.t3.small", kafkaVersion: "3.8.x" };
const twoMiB = { sizeGiB: 250, throughputMiBPerSecond: 300 };

const said = (plan: BrokerPlan): readonly string[] =>
  brokerProblems(plan).map(({ path, message }) => `${path.join(".")} ${message}`);

describe("brokerProblems", () => {
  it("are none for a plan that MSK can do", () => {
    for (const plan of [
      standard,
      express,
      smallest,
      { ...standard, storage: { sizeGiB: 250, growToGiB: 1000, growAtPercent: 50, tiered: true } },
      { ...standard, brokerType: "kafka.m7g.2xlarge", storage: twoMiB },
      { ...standard, authentication: ["iam", "scram", "mtls"], certificateAuthorityArns: ["arn"], multiVpc: "on" },
      { ...express, kafkaVersion: "3.8.x" },
    ] satisfies readonly BrokerPlan[]) {
      assert.deepEqual(said(plan), [], JSON.stringify(plan));
    }
  });

  const refused: readonly (readonly [what: string, plan: BrokerPlan, problem: RegExp])[] = [
    [
      "a broker type there is not",
      { ...standard, brokerType: "kafka.m6g.large" },
      /^brokerType is no broker type of MSK; it has kafka\.t3\.small, /,
    ],
    ["an Express size there is not", { ...express, brokerType: "express.m5.large" }, /^brokerType is no broker type/],
    [
      "storage of Express brokers",
      { ...express, storage: { sizeGiB: 250 } },
      /^storage cannot be set for Express brokers: MSK manages/,
    ],
    [
      "Standard brokers without storage",
      { ...standard, storage: undefined },
      /^storage is missing: Standard brokers need/,
    ],
    ["Kafka without an API for topics", { ...standard, kafkaVersion: "3.5.1" }, /^kafkaVersion must be 3\.6 or later/],
    [
      "KRaft before 3.7",
      { ...standard, kafkaVersion: "3.6.x.kraft" },
      /^kafkaVersion must be 3\.7 or later to have KRaft$/,
    ],
    [
      "KRaft on Express before 3.9",
      { ...express, kafkaVersion: "3.8.x.kraft" },
      /^kafkaVersion must be 3\.9 or later to have KRaft on Express/,
    ],
    ["ZooKeeper since 4.0", { ...standard, kafkaVersion: "4.0.x" }, /^kafkaVersion must end with \.kraft/],
    ["KRaft on kafka.t3.small", { ...smallest, kafkaVersion: "4.1.x.kraft" }, /^brokerType cannot run KRaft/],
    ["two zones", { ...standard, zones: 2 }, /^zones must be 3: a topic keeps 3 replicas/],
    ["four zones", { ...standard, zones: 4 }, /^zones must be at most 3/],
    [
      "more brokers than KRaft clusters have",
      { ...standard, brokersPerZone: 21 },
      /^brokersPerZone makes 63 brokers; .* at most 60 /,
    ],
    [
      "more brokers than ZooKeeper clusters have",
      { ...standard, kafkaVersion: "3.8.x", brokersPerZone: 11 },
      /^brokersPerZone makes 33 brokers; .* at most 30 /,
    ],
    ["nobody who authenticates", { ...standard, authentication: [] }, /^authentication must name at least one way/],
    ["one way twice", { ...standard, authentication: ["iam", "iam"] }, /^authentication must name each way/],
    [
      "mTLS first",
      { ...standard, authentication: ["mtls"], certificateAuthorityArns: ["arn"] },
      /^authentication must begin with iam or scram/,
    ],
    [
      "mTLS without an authority",
      { ...standard, authentication: ["iam", "mtls"] },
      /^certificateAuthorityArns must name a private/,
    ],
    [
      "an authority without mTLS",
      { ...standard, certificateAuthorityArns: ["arn"] },
      /^certificateAuthorityArns is of no use/,
    ],
    ["too large a volume", { ...standard, storage: { sizeGiB: 20_000 } }, /^storage\.sizeGiB must be from 1 to 16384/],
    [
      "growth that shrinks",
      { ...standard, storage: { sizeGiB: 250, growToGiB: 250 } },
      /^storage\.growToGiB must be more than sizeGiB \(250\)/,
    ],
    [
      "a share without growth",
      { ...standard, storage: { sizeGiB: 250, growAtPercent: 50 } },
      /^storage\.growAtPercent is of no use/,
    ],
    [
      "throughput of a small broker",
      { ...standard, storage: twoMiB },
      /^storage\.throughputMiBPerSecond can be set from kafka\.m5\.4xlarge/,
    ],
    [
      "more throughput than a broker carries",
      { ...standard, brokerType: "kafka.m7g.2xlarge", storage: { ...twoMiB, throughputMiBPerSecond: 400 } },
      /^storage\.throughputMiBPerSecond must be from 250 to 312/,
    ],
    [
      "throughput of a tiny volume",
      { ...standard, brokerType: "kafka.m7g.2xlarge", storage: { ...twoMiB, sizeGiB: 5 } },
      /^storage\.throughputMiBPerSecond needs a volume of at least 10 GiB/,
    ],
    [
      "tiers on kafka.t3.small",
      { ...smallest, storage: { sizeGiB: 10, tiered: true } },
      /^storage\.tiered is not to be had on kafka\.t3\.small/,
    ],
    ["other VPCs on kafka.t3.small", { ...smallest, multiVpc: "prepare" }, /^multiVpc must be off on kafka\.t3\.small/],
    [
      "a setting that Express brokers refuse",
      { ...express, brokerSettings: { "num.io.threads": 8 } },
      /^brokerSettings must not set num\.io\.threads/,
    ],
  ];
  for (const [what, plan, problem] of refused) {
    it(`refuse ${what}, with the reason`, () => {
      const [first, ...more] = said(plan);
      assert.match(first ?? "nothing", problem);
      assert.deepEqual(more, []);
    });
  }

  it("all come at once", () => {
    assert.equal(said({ ...standard, kafkaVersion: "3.5.1", authentication: [], storage: undefined }).length, 3);
  });

  it("never let an Express broker have storage, nor a Standard broker go without", () => {
    const type = fc.constantFrom(...brokerTypes.keys());
    fc.assert(
      fc.property(type, fc.boolean(), (brokerType, withStorage) => {
        const storage = withStorage ? { sizeGiB: 250 } : undefined;
        const about = brokerProblems({ ...standard, brokerType, storage }).filter(({ path }) => path[0] === "storage");
        assert.equal(about.length === 0, withStorage === brokerType.startsWith("kafka."));
      }),
    );
  });
});
