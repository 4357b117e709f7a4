import assert from "node:assert/strict";
import { catalogue, type CatalogueEntry } from "../../../../contracts/events/catalogue.ts";
import {
  breakingChanges,
  releasedSchemas,
  wholeSchemas,
  type WholeSchemas,
} from "../../../../contracts/events/record/released.ts";
import { type JsonSchema } from "../../../../contracts/events/registry-schema.ts";

const payload = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: { id: { type: "string", maxLength: 64 } },
};

function withPayload(changed: JsonSchema): WholeSchemas {
  const entry: CatalogueEntry = { type: "visit", version: "1", topic: "telemetry", payload: changed };
  return wholeSchemas([entry]);
}

describe("released schemas", () => {
  it("are still taken by what is there now: a change that takes less is a new version (docs/events.md)", () => {
    const released = releasedSchemas();
    assert.equal(Object.keys(released).length, 2 * catalogue.length);
    assert.deepEqual(breakingChanges(released, wholeSchemas()), []);
  });

  it("may get a field that can be left out", () => {
    const more = { ...payload, properties: { ...payload.properties, note: { type: "string", maxLength: 5 } } };
    assert.deepEqual(breakingChanges(withPayload(payload), withPayload(more)), []);
  });

  it("may not lose one, neither of what is sent nor of what lies in the topic", () => {
    assert.deepEqual(breakingChanges(withPayload(payload), withPayload({ ...payload, properties: {} })), [
      "visit-v1.sent: /payload/id is not taken any more",
      "visit-v1.ingested: /payload/id is not taken any more",
    ]);
  });

  it("may not declare personal what lies unprotected in the topic", () => {
    const id = { type: "string", maxLength: 64, "x-personal-data": "tokenise" };
    assert.deepEqual(breakingChanges(withPayload(payload), withPayload({ ...payload, properties: { id } })), [
      "visit-v1.ingested: /payload/id has another pattern, which may take less",
    ]);
  });

  it("may get a version beside them, and may not go", () => {
    const one = withPayload(payload);
    assert.deepEqual(breakingChanges(one, { ...one, ...wholeSchemas() }), []);
    assert.deepEqual(breakingChanges(one, wholeSchemas()), [
      "visit-v1.sent was released and is gone",
      "visit-v1.ingested was released and is gone",
    ]);
  });
});
