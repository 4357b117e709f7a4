import assert from "node:assert/strict";
import fc from "fast-check";
import { separate } from "../../../../workloads/collector/ingest/separate.ts";
import { Refused } from "../../../../workloads/collector/refused.ts";

/** The texts that a body is told apart into. */
function parts(body: string, form: "json" | "ndjson", most = 100): readonly string[] {
  const bytes = Buffer.from(body);
  return separate(bytes, form, most).map(({ start, end }) => bytes.toString("utf8", start, end));
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, one) => sum + keysIn(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe("separate", () => {
  const values = fc.array(fc.jsonValue({ maxDepth: 6 }), { maxLength: 8 });
  const indents = fc.constantFrom(undefined, 1, "\t");

  it("finds the elements of every array, however it is written", () => {
    fc.assert(
      fc.property(values, indents, (sent, indent) => {
        const found = parts(JSON.stringify(sent, undefined, indent), "json");
        assert.deepEqual(
          found.map((text) => JSON.parse(text) as unknown),
          JSON.parse(JSON.stringify(sent)),
        );
      }),
    );
  });

  it("counts keys and depth as a parser finds them, in arrays, lines and by itself", () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 5 }), (sent) => {
        const text = JSON.stringify(sent);
        const value: unknown = JSON.parse(text);
        const bodies = [
          [`[${text}]`, "json"],
          [text, "json"],
          [`${text}\n`, "ndjson"],
        ] as const;
        for (const [body, form] of bodies) {
          const [span] = separate(Buffer.from(body), form, 1);
          assert.deepEqual([span?.keys, span?.depth], [keysIn(value), Math.max(1, depthOf(value))], body);
        }
      }),
    );
  });

  it("answers of any bytes: events or a refusal, and the parts of lines are the body's bytes in order", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes);
        const spans = separate(body, "ndjson", 1000);
        const joined = Buffer.concat(spans.map(({ start, end }) => body.subarray(start, end)));
        const space = /[ \t\r\n]/g;
        assert.equal(joined.toString("latin1").replace(space, ""), body.toString("latin1").replace(space, ""));
        try {
          separate(body, "json", 1000);
        } catch (error) {
          assert.ok(error instanceof Refused && error.code === "not_separable");
        }
      }),
    );
  });

  it("fails with too_many_events one past what is allowed, and not before", () => {
    const lines = "1\n".repeat(3);
    assert.equal(parts(lines, "ndjson", 3).length, 3);
    assert.equal(parts("[1,2,3]", "json", 3).length, 3);
    for (const [body, form] of [
      [lines, "ndjson"],
      ["[1,2,3]", "json"],
    ] as const) {
      assert.throws(() => parts(body, form, 2), { code: "too_many_events" });
    }
  });
});
