import assert from "node:assert/strict";
import { validatorsModule } from "../../../../contracts/events/record/validators.ts";
import { type Validator } from "../../../../contracts/events/problems.ts";
import shared from "../../../../contracts/events/shared.schema.json" with { type: "json" };

const { pattern: ofNames, not } = shared.$defs.name;

const schema = {
  type: "object",
  required: ["id", "title"],
  additionalProperties: false,
  properties: {
    id: shared.$defs.envelope.properties.event_id,
    title: { type: "string", maxLength: 2 },
    pattern: { type: "string", pattern: "^a$" },
    name: { type: "string", pattern: ofNames },
    ourName: { type: "string", pattern: ofNames, not },
  },
};

/** The validator of the schema, loaded from the module's text. */
async function validatorOf(errors: "first" | "all"): Promise<Validator> {
  const formats = new URL("../../../../contracts/events/formats.ts", import.meta.url).href;
  const text = validatorsModule(new Map([["visit-v1", schema]]), errors).replace("../formats.ts", formats);
  const { validators } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    validators: ReadonlyMap<string, Validator>;
  }; // as validatorsTypes declares it
  const validate = validators.get("visit-v1");
  assert(validate);
  return validate;
}

describe("validatorsModule", () => {
  it("has regular expressions only for what our formats do not check", () => {
    const text = validatorsModule(new Map([["visit-v1", schema]]), "first");
    assert.deepEqual(
      [...text.matchAll(/new RegExp\((".*?"), "u"\)/g)].map(([, pattern = ""]) => JSON.parse(pattern) as string).sort(),
      ["^a$", ofNames].sort(),
    );
  });

  const id = "148cb7ce-28d2-55dc-8425-2eb3a002b50e";

  for (const errors of ["first", "all"] as const) {
    it(`checks by our formats where they say the same, and else by the pattern (${errors})`, async () => {
      const validate = await validatorOf(errors);
      assert.equal(validate({ id, title: "t", pattern: "a", name: "prototype", ourName: "x" }), true);
      assert.equal(validate({ id: `{${id}}`, title: "t" }), false);
      assert.equal(validate({ id, title: "t", pattern: "b" }), false);
      assert.equal(validate({ id, title: "t", name: "X" }), false);
      assert.equal(validate({ id, title: "t", ourName: "prototype" }), false);
    });

    it(`counts characters, not code units (${errors})`, async () => {
      const validate = await validatorOf(errors);
      assert.equal(validate({ id, title: "😀😀" }), true);
      assert.equal(validate({ id, title: "😀😀😀" }), false);
    });
  }

  it("lists every error, or the first alone and without words", async () => {
    const [first, all] = [await validatorOf("first"), await validatorOf("all")];
    for (const validate of [first, all]) assert.equal(validate({ more: 1 }), false);
    assert.equal(first.errors?.length, 1);
    assert.equal(first.errors[0]?.message, undefined);
    assert.deepEqual(
      all.errors?.map(({ keyword, message }) => [keyword, typeof message]),
      [
        ["required", "string"],
        ["required", "string"],
        ["additionalProperties", "string"],
      ],
    );
  });
});
