import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { sendReading } from "../../../workloads/device-sdk/examples/send.ts";
import { keepHeartbeats } from "../../../workloads/device-sdk/examples/spool.ts";
import { useField } from "./field.ts";

const root = path.resolve(import.meta.dirname, "../../..");

describe("the examples of the device SDK", () => {
  const field = useField();

  it("send a reading", async () => {
    const { url, files } = field.collector;
    assert.equal(await sendReading({ url, ...files }), "accepted");
  });

  it("keep heartbeats on disk", async () => {
    const { url, files } = field.collector;
    const folder = await mkdtemp(path.join(tmpdir(), "example-"));
    const options = { url, credentials: files, authoritiesFile: files.authoritiesFile, spool: { folder } };
    assert.equal(await keepHeartbeats(options, 5), 5);
    await rm(folder, { recursive: true });
  });

  for (const name of ["send", "spool"]) {
    it(`stand in the page as ${name}.ts has them`, async () => {
      const page = await readFile(path.join(root, "docs/device-sdk.md"), "utf8");
      const source = await readFile(path.join(root, `workloads/device-sdk/examples/${name}.ts`), "utf8");
      assert.ok(page.includes(`\`\`\`ts\n${source}\`\`\``));
    });
  }
});
