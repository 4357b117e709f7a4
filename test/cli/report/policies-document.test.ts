import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { catalogue } from "../../../cli/policy/catalogue.ts";
import { policiesDocument } from "../../../cli/report/policies-document.ts";
import { repository } from "../../../cli/repository.ts";
import { imdsv2 } from "../../../policy/network/imdsv2.ts";

describe("The page of the policy rules", () => {
  it("says of a rule all that a person needs who met it", () => {
    const setting = { what: "How many hops.", schema: { type: "number" }, default: 1 } as const;
    const rule = { ...imdsv2, why: "A <tag> and a * are text.", settings: { hops: setting } };
    const page = policiesDocument([{ rule, theme: "network", levels: { dev: "advisory", prod: "mandatory" } }]);
    for (const part of [
      "| [network](#network) | 1 | 1 |",
      "### imdsv2",
      String.raw`- Why: A \<tag\> and a \* are text.`,
      `- Level: mandatory (dev: advisory); severity ${imdsv2.severity}`,
      "- Setting `hops`: How many hops. Default: `1`",
      `- Judges: \`${imdsv2.types[0]}\``,
      `[documentation](${imdsv2.url})`,
    ]) {
      assert.ok(page.includes(part), `no "${part}" in:\n${page}`);
    }
  });

  it("is what the rules and the environments' configuration say", async () => {
    const file = path.join(repository, "docs/policies.md");
    const options = { ...(await resolveConfig(file)), parser: "markdown" };
    const current = await format(policiesDocument(catalogue(repository)), options);
    assert.ok(
      fs.readFileSync(file, "utf8") === current,
      "docs/policies.md is not what the rules say now; write it anew with: npm run policies:record",
    );
  });
});
