import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { repository } from "../../cli/repository.ts";
import { filesLoadedBy, textOf } from "./sources.ts";

const providerSdk = /^import (?!type).*from "@pulumi\/(aws|awsx|eks|kubernetes|grafana)[/"]/m;

describe("the CLI's start", () => {
  // Loading one takes half a second and more, which every command would wait for, `--help` too.
  for (const entry of ["cli/main.ts", ...fs.globSync("stacks/*/config.ts", { cwd: repository })]) {
    it(`loads no provider SDK for ${entry}`, () => {
      const loading = filesLoadedBy(path.normalize(entry)).filter((file) => providerSdk.test(textOf(file)));
      assert.deepEqual(loading, []);
    });
  }
});
