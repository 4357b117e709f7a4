import assert from "node:assert/strict";
import { z } from "zod";
import { handler } from "../../../../local/runtime/services/handler.ts";
import { contextOf } from "../../../support/handlers.ts";

describe("handler", () => {
  it("waits for what was made to be seen, for another broker may be asked than the one that made it", async () => {
    const answers = [undefined, undefined, { seen: true }];
    const thing = handler({
      inputs: z.object({ name: z.string() }),
      gone: [],
      create: ({ name }) => Promise.resolve(name),
      read: () => Promise.resolve(answers.shift()),
      delete: () => Promise.resolve(),
    });
    const created = await thing.create({ name: "n" }, contextOf("aws:test/thing:Thing", "n"));
    assert.deepEqual(created, { id: "n", outputs: { name: "n", seen: true } });
  });
});
