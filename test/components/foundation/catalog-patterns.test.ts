import assert from "node:assert/strict";
import { catalogPatterns } from "../../../components/foundation/catalog-patterns.ts";

/** Longest pattern EventBridge takes. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maxPatternCharacters = 2048;

describe("catalogPatterns", () => {
  for (const [id, { event }] of Object.entries(catalogPatterns)) {
    it(`are short enough for EventBridge: ${id}`, () => {
      assert.ok(JSON.stringify(event).length <= maxPatternCharacters);
    });
  }

  it("match both kinds of state change that Glue sends", () => {
    assert.deepEqual(catalogPatterns.state.event["detail-type"], [
      "Glue Data Catalog Database State Change",
      "Glue Data Catalog Table State Change",
    ]);
  });
});
