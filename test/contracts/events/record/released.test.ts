import assert from "node:assert/strict";
import * as fs from "node:fs";
import { catalogue, type CatalogueEntry } from "../../../../contracts/events/catalogue.ts";
import {
  breakingChanges,
  releasedSchemas,
  type ReleasedSchemas,
} from "../../../../contracts/events/record/released.ts";
import { type JsonSchema } from "../../../../contracts/events/registry-schema.ts";

const recorded = new URL("../../../../contracts/events/released.json", import.meta.url);

const payload = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: { id: { type: "string", maxLength: 64 } },
};

function releasedWith(changed: JsonSchema): ReleasedSchemas {
  const entry: CatalogueEntry = { type: "visit", version: "1", topic: "telemetry", payload: changed };
  return releasedSchemas([entry]);
}

describe("released schemas", () => {
  it("are still taken by what is there now: a change that takes less is a new version (docs/events.md)", () => {
    const released = JSON.parse(fs.readFileSync(recorded, "utf8")) as ReleasedSchemas; // written by events:record
    assert.equal(Object.keys(released).length, catalogue.length);
    assert.deepEqual(breakingChanges(released, releasedSchemas()), []);
  });

  it("may get a field that can be left out", () => {
    const more = { ...payload, properties: { ...payload.properties, note: { type: "string", maxLength: 5 } } };
    assert.deepEqual(breakingChanges(releasedWith(payload), releasedWith(more)), []);
  });

  it("may not lose one, neither of what is sent nor of what lies in the topic", () => {
    assert.deepEqual(breakingChanges(releasedWith(payload), releasedWith({ ...payload, properties: {} })), [
      "visit-v1 as sent: /payload/id is not taken any more",
      "visit-v1 as ingested: /payload/id is not taken any more",
    ]);
  });

  it("may not declare personal what lies unprotected in the topic", () => {
    const id = { type: "string", maxLength: 64, "x-personal-data": "tokenise" };
    assert.deepEqual(breakingChanges(releasedWith(payload), releasedWith({ ...payload, properties: { id } })), [
      "visit-v1 as ingested: /payload/id has another pattern, which may take less",
    ]);
  });

  it("may get a version beside them, and may not go", () => {
    const one = releasedWith(payload);
    assert.deepEqual(breakingChanges(one, { ...one, ...releasedSchemas() }), []);
    assert.deepEqual(breakingChanges(one, releasedSchemas()), ["visit-v1 was released and is gone"]);
  });
});
