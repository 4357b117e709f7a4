import assert from "node:assert/strict";
import * as fc from "fast-check";
import { actionNamed } from "../../../policy/iam/actions.ts";
import { canName, includes, overlaps, typesNamedBy } from "../../../policy/iam/arn.ts";
import { matchesPattern } from "../../../policy/pattern.ts";

const arn = (resource: string): string => `arn:aws:s3:::${resource}`;

/** Patterns and texts of so few symbols that they meet often. */
const patterns = fc.string({ unit: fc.constantFrom("a", "b", "/", ":", "*", "?"), maxLength: 6 }).map(arn);
const texts = fc.string({ unit: fc.constantFrom("a", "b", "/", ":"), maxLength: 6 }).map(arn);

function typesOf(resource: string, action: string): readonly string[] {
  const found = actionNamed(action);
  assert.ok(found, action);
  return typesNamedBy(resource, found).map(({ name }) => name);
}

describe("A resource of a policy", () => {
  it("overlaps where an ARN is in both", () => {
    assert.ok(overlaps(arn("lake-*"), arn("*-dev")));
    assert.ok(!overlaps(arn("lake-*"), arn("audit-*")));
    assert.ok(overlaps("*", arn("lake")));
    assert.ok(overlaps("arn:aws:sns:*:1:a", "arn:aws:sns:eu-central-1:1:*"));
    assert.ok(overlaps("arn:aws:sns:*", "arn:aws:sns:eu-central-1:1:a"), "a wildcard reaches beyond its part");
    assert.ok(overlaps(arn("home/${aws:username}/*"), arn("home/anna/diary")));
    assert.ok(!overlaps(arn("${*}"), arn("a")));
  });

  it("includes another where all of it is inside", () => {
    assert.ok(includes(arn("lake/*"), arn("lake/raw/*")));
    assert.ok(!includes(arn("lake/raw/*"), arn("lake/*")));
    assert.ok(includes("*", arn("a")));
    assert.ok(!includes(arn("*"), "*"));
    assert.ok(!includes(arn("?"), arn("*")));
    assert.ok(!includes(arn("anna"), arn("${aws:username}")));
    assert.ok(!includes(arn("${aws:username}"), arn("anna")));
  });

  it("overlaps and includes as the texts do that it stands for", () => {
    const property = fc.property(patterns, patterns, texts, (one, other, text) => {
      const [inOne, inOther] = [matchesPattern(one, text), matchesPattern(other, text)];
      if (inOne && inOther) assert.ok(overlaps(one, other) && overlaps(other, one));
      if (!inOne && inOther) assert.ok(!includes(one, other));
      if (includes(one, other)) assert.ok(overlaps(one, other));
      assert.ok(includes(one, one));
      assert.equal(includes(one, text), inOne);
      assert.equal(overlaps(one, text), inOne);
    });
    fc.assert(property, { numRuns: 5000, seed: 5 });
  });

  it("stands for resources of the types whose template it fits", () => {
    const topic = "arn:aws:kafka:eu-central-1:1:topic/events/*/orders";
    assert.deepEqual(typesOf(topic, "kafka-cluster:WriteData"), ["topic"]);
    assert.deepEqual(typesOf(topic, "kafka-cluster:Connect"), []);
    assert.deepEqual(typesOf(arn("lake"), "s3:GetObject"), []);
    assert.deepEqual(typesOf(arn("lake/*"), "s3:ListBucket"), [], "an object is no bucket");
    assert.deepEqual(typesOf(arn("lake"), "s3:ListBucket"), ["bucket"]);
    assert.deepEqual(typesOf("arn:aws:dynamodb:eu-central-1:1:table/seen", "dynamodb:PutItem"), ["table"]);
  });

  it("of AWS names no account", () => {
    assert.deepEqual(typesOf("arn:aws:ssm:eu-central-1::parameter/aws/service/*", "ssm:GetParameter"), ["parameter"]);
  });

  it("can be named by an action with resources, and a star by all", () => {
    const [get, list] = [actionNamed("s3:GetObject"), actionNamed("s3:ListAllMyBuckets")];
    assert.ok(get && list);
    assert.ok(canName("*", get) && canName("*", list) && canName(arn("lake/*"), get));
    assert.ok(!canName(arn("lake"), get) && !canName(arn("lake"), list) && !canName("lake", get));
  });
});
