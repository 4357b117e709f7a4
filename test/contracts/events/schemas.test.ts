import assert from "node:assert/strict";
import { eventSchemas } from "../../../contracts/events/schemas.ts";

describe("eventSchemas", () => {
  for (const [name, schema] of Object.entries(eventSchemas)) {
    it(`names ${name} by the type and major version that its events carry`, () => {
      const { event_type, schema_version } = schema.properties;
      assert.equal(name, `${event_type.const}-v${schema_version.const}`);
    });
  }
});
