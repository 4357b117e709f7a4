import assert from "node:assert/strict";
import { validatorsModule } from "../../../../contracts/events/record/validators.ts";
import { type Validator } from "../../../../contracts/events/problems.ts";

const schema = {
  type: "object",
  required: ["id", "title"],
  additionalProperties: false,
  properties: {
    id: { type: "string", format: "uuid", pattern: "^never$" },
    title: { type: "string", maxLength: 2 },
    pattern: { type: "string", pattern: "^a$" },
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
  const id = "148cb7ce-28d2-55dc-8425-2eb3a002b50e";

  for (const errors of ["first", "all"] as const) {
    it(`checks by our formats in the place of the patterns beside them, and by other patterns (${errors})`, async () => {
      const validate = await validatorOf(errors);
      assert.equal(validate({ id, title: "t", pattern: "a" }), true);
      assert.equal(validate({ id: `{${id}}`, title: "t" }), false);
      assert.equal(validate({ id, title: "t", pattern: "b" }), false);
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
