import assert from "node:assert/strict";
import * as proxy from "@pulumi/policy/proxy.js";
import * as fc from "fast-check";
import { parsed, property, read, readEach, readEachOrAbsent, shown, unknownSentinels } from "../../policy/property.ts";
import { notKnownYet, throwing } from "./table.ts";

const props = throwing({
  name: "a",
  nothing: null,
  later: notKnownYet,
  rules: [{ on: true }, { on: notKnownYet }, {}, "text"],
  none: [],
});

describe("Reading a property", () => {
  it("tells absent, unknown and known apart, and takes null for absent", () => {
    assert.deepEqual(read(props, "name"), { state: "known", path: "name", value: "a", misshapen: false });
    assert.deepEqual(read(props, "later"), { state: "unknown", path: "later" });
    assert.deepEqual(read(props, "nothing"), { state: "absent", path: "nothing" });
    assert.deepEqual(read(props, "other"), { state: "absent", path: "other" });
  });

  it("stops where the path meets something absent or unknown, and says where", () => {
    assert.deepEqual(read(props, "later.deeper"), { state: "unknown", path: "later" });
    assert.deepEqual(read(props, "other.deeper.still"), { state: "absent", path: "other" });
  });

  it("gives what is in the way of a path as misshapen", () => {
    assert.deepEqual(read(props, "name.deeper"), { state: "known", path: "name", value: "a", misshapen: true });
    assert.deepEqual(readEach(props, "name[]"), [{ state: "known", path: "name", value: "a", misshapen: true }]);
  });

  it("gives one reading per element of a list", () => {
    assert.deepEqual(
      readEach(props, "rules[].on").map(({ state, path }) => `${state} ${path}`),
      ["known rules[0].on", "unknown rules[1].on", "absent rules[2].on", "known rules[3]"],
    );
    assert.deepEqual(readEach(props, "none[]"), []);
    assert.deepEqual(readEachOrAbsent(props, "none[]"), [{ state: "absent", path: "none" }]);
  });

  it("goes on into JSON text, and gives text that is none as misshapen", () => {
    const document = parsed(read({ policy: '{"on":true}' }, "policy"));
    assert.deepEqual(property(document, "on"), { state: "known", path: "policy.on", value: true, misshapen: false });
    assert.deepEqual(parsed(read(props, "name")), { state: "known", path: "name", value: "a", misshapen: true });
    assert.deepEqual(parsed(read(props, "later")), { state: "unknown", path: "later" });
  });

  it("never meets a property that the object inherits", () => {
    assert.equal(read({}, "toString").state, "absent");
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything()),
        fc.stringMatching(/^[a-z]+(\[\])?(\.[a-z]+(\[\])?)*$/),
        (any, path) => {
          readEach(any, path);
        },
      ),
    );
  });

  it("knows every sentinel of the policy SDK", () => {
    const sentinels = Object.entries(proxy).filter(([name]) => /^unknown.*Value$/.test(name));
    assert.equal(sentinels.length, 7);
    assert.deepEqual(new Set(sentinels.map(([, value]) => value)), unknownSentinels);
  });
});

describe("A value in a message", () => {
  it("is one short line", () => {
    assert.equal(shown("x".repeat(200)).length, 80);
    assert.equal(shown([1, 2]), "a list of 2");
    assert.equal(shown({ a: 1 }), "an object");
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.doesNotMatch(shown(value), /\n/);
      }),
    );
  });
});
