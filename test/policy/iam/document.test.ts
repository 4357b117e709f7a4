import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseDocument, type PolicyDocument, type Statement } from "../../../policy/iam/document.ts";
import { readingOf } from "../../../policy/property.ts";
import { notKnownYet } from "../table.ts";

function parse(value: unknown): PolicyDocument {
  return parseDocument(readingOf("policy", value));
}

function statements(value: unknown): readonly Statement[] {
  const document = parse(value);
  assert.ok(document.state === "known", document.state);
  return document.statements;
}

describe("A policy document", () => {
  it("reads alike as text and object, with one statement or a list, with one value or a list", () => {
    const list = { Statement: [{ Effect: "Allow", Action: ["a:b"], Resource: ["*"] }] };
    const single = { Statement: { Effect: "Allow", Action: "a:b", Resource: "*" } };
    const withoutPlaces = (value: unknown): unknown => statements(value).map((one) => ({ ...one, path: "" }));
    for (const form of [JSON.stringify(list), single, JSON.stringify(single)]) {
      assert.deepEqual(withoutPlaces(form), withoutPlaces(list));
    }
  });

  it("reads every form of principal", () => {
    const principals = (Principal: unknown): unknown => statements({ Statement: { Principal } })[0]?.principals.values;
    assert.deepEqual(principals("*"), [{ kind: "*", value: "*" }]);
    assert.deepEqual(principals({ AWS: "1", Service: ["a", "b"] }), [
      { kind: "AWS", value: "1" },
      { kind: "Service", value: "a" },
      { kind: "Service", value: "b" },
    ]);
  });

  it("keeps what is not known yet apart, at every level", () => {
    assert.equal(parse(notKnownYet).state, "unknown");
    assert.equal(parse({ Statement: notKnownYet }).state, "unknown");
    const [one] = statements({
      Statement: [
        {
          Effect: notKnownYet,
          Action: ["a:b", notKnownYet],
          Principal: { AWS: notKnownYet },
          Condition: { Bool: notKnownYet },
        },
      ],
    });
    assert.equal(one?.effect, "unknown");
    assert.deepEqual(one.actions, { values: ["a:b"], unknown: true });
    assert.equal(one.principals.unknown, true);
    assert.equal(one.conditions.unknown, true);
  });

  it("takes an effect that AWS would refuse for one that grants", () => {
    assert.equal(statements({ Statement: { Effect: "allow" } })[0]?.effect, "Allow");
  });

  it("that is none says what it is instead", () => {
    for (const value of ["x", "[]", "1", 1, [], {}, { Statement: [] }, { Statement: "Allow" }, { Statement: [null] }]) {
      assert.equal(parse(value).state, "malformed", JSON.stringify(value));
    }
  });

  it("never throws", () => {
    const element = fc.oneof(fc.anything(), fc.constant(notKnownYet));
    const statement = fc.dictionary(fc.constantFrom("Effect", "Action", "Resource", "Principal", "Condition"), element);
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.record({ Statement: fc.oneof(statement, fc.array(statement), element) })),
        (any) => {
          parse(any);
        },
      ),
    );
  });
});
