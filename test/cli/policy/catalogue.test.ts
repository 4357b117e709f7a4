import assert from "node:assert/strict";
import { catalogue, entryOf, themeOf } from "../../../cli/policy/catalogue.ts";
import { registry } from "../../../policy/registry.ts";
import { environments } from "../../../stacks/platform-config.ts";

describe("The catalogue of rules", () => {
  it("has every rule with its theme and its level in every environment", () => {
    const entries = catalogue();
    assert.equal(entries.length, Object.values(registry).flat().length);
    for (const { rule, theme, levels } of entries) {
      assert.ok(registry[theme].includes(rule), rule.id);
      assert.deepEqual(Object.keys(levels), [...environments]);
    }
  });

  it("finds a rule, and names those that may have been meant by another name", () => {
    assert.equal(entryOf("imdsv2").theme, "network");
    assert.throws(() => entryOf("kms-key-rotaton"), {
      name: "UsageError",
      message:
        'There is no rule "kms-key-rotaton": did you mean kms-key-rotation? npx platform policy list names them all.',
    });
  });

  it("knows its themes", () => {
    assert.equal(themeOf("network"), "network");
    assert.throws(() => themeOf("blue"), /There is no theme "blue"; themes: encryption, transport/);
  });
});
