import assert from "node:assert/strict";
import * as fc from "fast-check";
import { statefulTypes } from "../../../contracts/stacks/index.ts";
import { Declarations } from "../../../local/provider/declarations/index.ts";
import { diffInputs } from "../../../local/provider/diff.ts";
import { replacementRule, replacementUnknown, ruledTypes } from "../../../local/provider/replacement/index.ts";
import type { Properties } from "../../../local/provider/resource-type.ts";
import { signatureKey, unknown } from "../../../local/provider/values.ts";

const nothingKnown = { rule: undefined, declaration: undefined };
const declarations = new Declarations();

/** What a change of a type's inputs replaces, by its table alone. */
function replaced(type: string, olds: Properties, news: Properties): string[] {
  return diffInputs(olds, news, { rule: replacementRule(type), declaration: undefined })
    .filter(({ replaces }) => replaces)
    .map(({ path }) => path);
}

const properties: fc.Arbitrary<Properties> = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => !name.startsWith("__") && name !== signatureKey),
  fc.jsonValue({ maxDepth: 3 }),
  { noNullPrototype: true },
);

describe("diffInputs", () => {
  it("finds no change between equal inputs", () => {
    fc.assert(
      fc.property(properties, (inputs) => {
        assert.deepEqual(diffInputs(inputs, structuredClone(inputs), nothingKnown), []);
      }),
    );
  });

  it("finds the same paths in both directions, with additions and deletions exchanged", () => {
    const opposite = { add: "delete", delete: "add", update: "update" } as const;
    fc.assert(
      fc.property(properties, properties, (left, right) => {
        const there = diffInputs(left, right, nothingKnown).map(({ path, kind }) => `${path} ${opposite[kind]}`);
        const back = diffInputs(right, left, nothingKnown).map(({ path, kind }) => `${path} ${kind}`);
        assert.deepEqual(there.sort(), back.sort());
      }),
    );
  });

  it("takes an unknown for a change, and one of a replacing property for a replacement", () => {
    assert.deepEqual(replaced("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { vpcId: unknown }), ["vpcId"]);
  });

  it("ignores how a JSON document is written", () => {
    const olds = { policy: '{"Version":"2012-10-17","Statement":[]}' };
    assert.deepEqual(diffInputs(olds, { policy: '{ "Statement": [], "Version": "2012-10-17" }' }, nothingKnown), []);
  });

  it("takes an asset for one value", () => {
    const asset = (hash: string) => ({ code: { [signatureKey]: "c44067f5952c0a294b673a41bacd8c17", hash } });
    assert.deepEqual(
      diffInputs(asset("a"), asset("b"), nothingKnown).map(({ path }) => path),
      ["code"],
    );
  });

  it("replaces by a nested property, a member of it, or the whole it belongs to", () => {
    const type = "aws:msk/cluster:Cluster";
    const group = { instanceType: "kafka.m7g.large", clientSubnets: ["subnet-1", "subnet-2"] };
    const smaller = { ...group, clientSubnets: ["subnet-1", "subnet-3"] };
    const stronger = { ...group, instanceType: "kafka.m7g.xlarge" };
    assert.deepEqual(replaced(type, { brokerNodeGroupInfo: group }, { brokerNodeGroupInfo: smaller }), [
      "brokerNodeGroupInfo.clientSubnets[1]",
    ]);
    assert.deepEqual(replaced(type, { brokerNodeGroupInfo: group }, { brokerNodeGroupInfo: stronger }), []);
    assert.deepEqual(replaced(type, { brokerNodeGroupInfo: group }, {}), ["brokerNodeGroupInfo"]);
  });

  it("replaces an MSK cluster for a lower Kafka version and not for a higher one", () => {
    const type = "aws:msk/cluster:Cluster";
    assert.deepEqual(replaced(type, { kafkaVersion: "3.9.0" }, { kafkaVersion: "3.10.0" }), []);
    assert.deepEqual(replaced(type, { kafkaVersion: "3.10.0" }, { kafkaVersion: "3.9.0" }), ["kafkaVersion"]);
  });

  it("replaces an EKS cluster whose envelope encryption is taken away and not one that gets it", () => {
    const type = "aws:eks/cluster:Cluster";
    const encrypted = { encryptionConfig: { resources: ["secrets"] } };
    assert.deepEqual(replaced(type, {}, encrypted), []);
    assert.deepEqual(replaced(type, encrypted, {}), ["encryptionConfig"]);
  });

  it("replaces by what the SDK documents", async () => {
    const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
    const declaration = await declarations.of(type);
    const documented = Object.entries(declaration?.inputs ?? {}).filter(([, property]) => property.replaces);
    for (const [name] of documented) {
      const [change] = diffInputs({ [name]: "a" }, { [name]: "b" }, { rule: undefined, declaration });
      assert.equal(change?.replaces, true, name);
    }
  });
});

describe("replacementRule", () => {
  it("is there for every stateful type of the platform, or the type is reported as unknown", () => {
    const silent = [...statefulTypes].filter((type) => !ruledTypes.has(type) && !replacementUnknown.has(type));
    assert.deepEqual(silent, []);
  });

  it("is not there for a type that is reported as unknown", () => {
    assert.deepEqual(
      [...replacementUnknown].filter((type) => ruledTypes.has(type)),
      [],
    );
  });

  it("names only inputs the installed SDK declares", async () => {
    for (const type of ruledTypes) {
      const rule = replacementRule(type);
      const declaration = await declarations.of(type);
      if (rule === undefined || declaration === undefined) continue;
      for (const path of [...rule.properties, ...(rule.decreasing ?? []), ...(rule.removed ?? [])]) {
        const name = path.split(".")[0] ?? path;
        // The role itself is global, so the SDK gives it no region.
        if (name === "region") continue;
        assert.ok(name in declaration.inputs, `${type} has no input "${name}"`);
      }
    }
  });

  it("has a source for every rule", () => {
    for (const type of ruledTypes) {
      const rule = replacementRule(type);
      if (rule !== undefined) assert.match(rule.source, /^hashicorp\/terraform-provider-aws internal\/service\//);
    }
  });
});
