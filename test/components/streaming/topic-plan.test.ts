import assert from "node:assert/strict";
import fc from "fast-check";
import { brokerTypes } from "../../../components/streaming/broker-types.ts";
import {
  plannedTopics,
  readersOf,
  type TopicPlacement,
  topicProblems,
  type TopicSet,
} from "../../../components/streaming/topic-plan.ts";
import { topics } from "../../../contracts/events/topics.ts";

const small: TopicPlacement = { brokerType: "kafka.m7g.large", brokersPerZone: 1, zones: 3 };

const topicsOf = (...peaks: readonly number[]): TopicSet =>
  Object.fromEntries(
    peaks.map((peakMBPerSecond, index) => [
      `t${index}`,
      { name: `iot.t${index}.v1`, purpose: "", peakMBPerSecond, retentionHours: 1 },
    ]),
  );

const peaks = fc.array(fc.double({ min: 0.01, max: 500, noNaN: true }), { maxLength: 8 });
const placement = fc.record({
  brokerType: fc.constantFrom(...brokerTypes.keys()),
  brokersPerZone: fc.integer({ min: 1, max: 10 }),
  zones: fc.constant(3),
});

describe("topicProblems", () => {
  it("are none for the declared topics on the smallest broker that an environment has", () => {
    assert.deepEqual(topicProblems(small), []);
    assert.deepEqual(topicProblems({ ...small, brokerType: "express.m7g.large", brokersPerZone: 2 }), []);
  });

  it("name the rate in three replicas that Standard brokers do not carry, with both numbers", () => {
    assert.deepEqual(
      topicProblems(small, topicsOf(80), () => 1),
      [
        "peak writes in 3 replicas of 240 MB/s are 80 MB/s on each of 3 brokers of type kafka.m7g.large; one carries 78.8 and should be planned with 63",
      ],
    );
  });

  it("count for Express brokers what clients write, once, and what all groups read", () => {
    const express = { ...small, brokerType: "express.m7g.large" };
    assert.deepEqual(
      topicProblems(express, topicsOf(30), () => 1),
      [],
    );
    assert.deepEqual(
      topicProblems(express, topicsOf(30), () => 3),
      [
        "peak reads of all consumer groups of 90 MB/s are 30 MB/s on each of 3 brokers of type express.m7g.large; one carries 31.2 and should be planned with 25",
      ],
    );
  });

  it("name replicas that one broker does not hold", () => {
    const [problem] = topicProblems(small, topicsOf(...Array.from({ length: 500 }, () => 0.01)), () => 0);
    assert.match(problem ?? "", /^1500 partitions make 1600 replicas on each of 3 brokers .*; one holds 1500$/);
  });

  it("let a volume carry more when throughput is provisioned, up to what the instance does", () => {
    const broker = { ...small, brokerType: "kafka.m7g.2xlarge" };
    assert.equal(topicProblems(broker, topicsOf(220), () => 1).length, 1);
    assert.deepEqual(
      topicProblems({ ...broker, throughputMiBPerSecond: 312 }, topicsOf(220), () => 1),
      [],
    );
  });

  it("never come with more brokers where there were none with fewer", () => {
    fc.assert(
      fc.property(placement, peaks, (where, rates) => {
        const problems = (brokersPerZone: number): number =>
          topicProblems({ ...where, brokersPerZone }, topicsOf(...rates)).length;
        assert.ok(problems(where.brokersPerZone + 1) <= problems(where.brokersPerZone));
      }),
    );
  });

  it("never go away with another topic", () => {
    fc.assert(
      fc.property(placement, peaks, fc.double({ min: 0.01, max: 500, noNaN: true }), (where, rates, more) => {
        const problems = (all: readonly number[]): number => topicProblems(where, topicsOf(...all)).length;
        assert.ok(problems([...rates, more]) >= problems(rates));
      }),
    );
  });
});

describe("plannedTopics", () => {
  it("give each zone as many partitions to lead", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3 }), peaks, (zones, rates) => {
        for (const { partitions } of plannedTopics(zones, topicsOf(...rates))) assert.equal(partitions % zones, 0);
      }),
    );
  });
});

describe("readersOf", () => {
  it("counts the consumer groups that read a topic", () => {
    assert.deepEqual(
      Object.keys(topics).map(readersOf),
      Object.keys(topics).map(() => 1),
    );
  });
});
