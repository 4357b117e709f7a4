import assert from "node:assert/strict";
import { aclBindings, iamStatements, kafkaAccess, principals } from "../../../contracts/events/access.ts";
import { topics } from "../../../contracts/events/topics.ts";

const cluster = {
  partition: "aws",
  region: "eu-west-1",
  accountId: "123456789012",
  clusterName: "dev-events",
  clusterUuid: "*",
};

describe("kafkaAccess", () => {
  it("lets every principal be listed", () => {
    assert.deepEqual([...principals].sort(), Object.keys(kafkaAccess).sort());
  });

  it("gives nobody both ends of a topic", () => {
    for (const principal of principals) {
      const { produces, consumes } = kafkaAccess[principal];
      assert.ok(produces.length === 0 || consumes.length === 0, principal);
    }
  });
});

describe("aclBindings", () => {
  it("let the collector write and describe the five topics, and nothing else", () => {
    const bindings = aclBindings(kafkaAccess.collector, "dev-collector");
    const expected = Object.values(topics).flatMap(({ name }) => [`topic ${name} write`, `topic ${name} describe`]);
    assert.deepEqual(
      bindings.map(({ resourceType, resourceName, operation }) => `${resourceType} ${resourceName} ${operation}`),
      expected,
    );
  });

  it("let raw-landing read the five topics in its own group, and write nothing", () => {
    const bindings = aclBindings(kafkaAccess["raw-landing"], "dev-raw-landing");
    assert.deepEqual(
      bindings.filter(({ resourceType }) => resourceType === "group").map(({ resourceName }) => resourceName),
      ["raw-landing"],
    );
    assert.equal(bindings.filter(({ operation }) => operation === "write").length, 0);
    assert.equal(bindings.filter(({ operation }) => operation === "read").length, 6);
  });

  it("name the user exactly, and allow only", () => {
    for (const binding of aclBindings(kafkaAccess.collector, "dev-collector")) {
      assert.equal(binding.principal, "User:dev-collector");
      assert.equal(binding.patternType, "literal");
      assert.equal(binding.permission, "allow");
    }
  });
});

describe("iamStatements", () => {
  it("name cluster, topics and groups by MSK's ARNs", () => {
    const statements = iamStatements(kafkaAccess["raw-landing"], cluster);
    const resources = Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource[0]]));
    assert.deepEqual(resources, {
      Connect: "arn:aws:kafka:eu-west-1:123456789012:cluster/dev-events/*",
      Consume: "arn:aws:kafka:eu-west-1:123456789012:topic/dev-events/*/iot.telemetry.v1",
      JoinGroups: "arn:aws:kafka:eu-west-1:123456789012:group/dev-events/*/raw-landing",
    });
  });

  it("grant what the broker ACLs grant: who only produces may not read", () => {
    const actions = iamStatements(kafkaAccess.collector, cluster).flatMap(({ Action }) => Action);
    assert.deepEqual(actions, [
      "kafka-cluster:Connect",
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:WriteData",
      "kafka-cluster:WriteDataIdempotently",
    ]);
  });

  it("grant who only consumes no write", () => {
    const actions = iamStatements(kafkaAccess["raw-landing"], cluster).flatMap(({ Action }) => Action);
    assert.ok(!actions.some((action) => action.includes("Write")), actions.join());
  });
});
