import assert from "node:assert/strict";
import { eventSchemas } from "../../../contracts/events/schemas.ts";

describe("eventSchemas", () => {
  it("are named by the type and major version that their events carry", () => {
    const entries = Object.entries(eventSchemas);
    assert.ok(entries.length >= 4);
    for (const [name, { properties }] of entries) {
      const { event_type, schema_version } = properties as Record<string, { readonly const?: string }>; // as composed
      assert.equal(name, `${event_type?.const}-v${schema_version?.const}`);
    }
  });
});
