import assert from "node:assert/strict";
import { typesModule } from "../../../../contracts/events/record/types.ts";

describe("typesModule", () => {
  it("has an interface for every schema, by the name it is given, and the unions of them", async () => {
    const schema = {
      $id: "urn:event-platform:events:visit:v1",
      title: "Visit",
      type: "object",
      required: ["a"],
      additionalProperties: false,
      properties: { a: { const: "1" }, b: { type: "string" } },
    };
    const unions = new Map([["Any", { description: "Either.", of: ["One", "Two"] }]]);
    const text = await typesModule(new Map(["One", "Two"].map((name) => [name, schema])), unions);
    const names = [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["One", "Two", "Any"]);
    assert.match(text, /a: "1"[\s\S]*b\?: string/);
    assert.match(text, /\/\*\* Either. \*\/\nexport type Any = One \| Two;/);
  });
});
