import assert from "node:assert/strict";
import fc from "fast-check";
import { combineGrants } from "../../../components/iam/grant.ts";
import { grantAccess, grantConsume, grantGroups, grantProduce } from "../../../components/streaming/kafka-grants.ts";
import { type AclBinding, kafkaAccess } from "../../../contracts/events/access.ts";
import { type TopicKey, topics } from "../../../contracts/events/topics.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const cluster = { place, clusterName: "test-events" };
const arn = (what: string): string => `arn:aws:kafka:eu-central-1:111111111111:${what}`;
const bindings = (acls: readonly AclBinding[]): readonly string[] =>
  acls.map(({ resourceType, resourceName, operation }) => `${resourceType} ${resourceName} ${operation}`);

describe("grantProduce", () => {
  const grant = grantProduce(cluster, "faults");

  it("is exact actions on exact ARNs: connect, write and describe the topic, and nothing else", () => {
    assert.deepEqual(grant.statements, [
      {
        Sid: "Connect",
        Effect: "Allow",
        Action: ["kafka-cluster:Connect"],
        Resource: [arn("cluster/test-events/*")],
      },
      {
        Sid: "Produce",
        Effect: "Allow",
        Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"],
        Resource: [arn("topic/test-events/*/iot.faults.v1")],
      },
      {
        Sid: "ProduceIdempotently",
        Effect: "Allow",
        Action: ["kafka-cluster:WriteDataIdempotently"],
        Resource: [arn("cluster/test-events/*")],
      },
    ]);
  });

  it("is the same for brokers: write and describe the topic", () => {
    assert.deepEqual(bindings(grant.acls("dev-x")), ["topic iot.faults.v1 write", "topic iot.faults.v1 describe"]);
  });
});

describe("grantConsume", () => {
  const grant = grantConsume(cluster, "alerts", "faults", "heartbeat");

  it("is exact actions on exact ARNs: read the topics, join the one group", () => {
    assert.deepEqual(
      grant.statements.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["Connect", [arn("cluster/test-events/*")]],
        ["Consume", [arn("topic/test-events/*/iot.faults.v1"), arn("topic/test-events/*/iot.heartbeat.v1")]],
        ["JoinGroups", [arn("group/test-events/*/alerts")]],
      ],
    );
    assert.deepEqual(
      grant.statements.flatMap(({ Action }) => Action).filter((action) => /Write|Create|Delete/.test(action)),
      [],
    );
  });

  it("is the same for brokers", () => {
    assert.deepEqual(bindings(grant.acls("dev-x")), [
      "topic iot.faults.v1 read",
      "topic iot.faults.v1 describe",
      "topic iot.heartbeat.v1 read",
      "topic iot.heartbeat.v1 describe",
      "group alerts read",
    ]);
  });
});

describe("grantGroups", () => {
  it("opens groups and no topic", () => {
    const grant = grantGroups(cluster, "a", "b");
    assert.deepEqual(
      grant.statements.map(({ Sid }) => Sid),
      ["Connect", "JoinGroups"],
    );
    assert.deepEqual(bindings(grant.acls("dev-x")), ["group a read", "group b read"]);
  });
});

describe("Kafka grants", () => {
  const keys = fc.uniqueArray(fc.constantFrom(...(Object.keys(topics) as TopicKey[])), { minLength: 1 });

  it("of one role become one policy, whatever is granted", () => {
    fc.assert(
      fc.property(keys, keys, (written, read) => {
        const combined = combineGrants(place, [
          grantProduce(cluster, ...written),
          grantConsume(cluster, "g", ...read),
          grantGroups(cluster, "h"),
        ]);
        assert.equal(new Set(combined.map(({ Sid }) => Sid)).size, combined.length);
      }),
    );
  });

  it("never name a topic, a group or an action by a wildcard", () => {
    for (const access of Object.values(kafkaAccess)) {
      const { statements, acls } = grantAccess(cluster, access);
      for (const { Action, Resource = [] } of statements) {
        for (const action of [Action].flat()) assert.doesNotMatch(action, /\*/);
        for (const resource of [Resource].flat())
          assert.match(resource, /^arn:aws:kafka:[^*]+\/test-events\/\*(\/[^*]+)?$/);
      }
      assert.ok(
        acls("dev-x").every(({ patternType, resourceName }) => patternType === "literal" && resourceName !== "*"),
      );
    }
  });
});
