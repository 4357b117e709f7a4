import assert from "node:assert/strict";
import { Agent } from "node:https";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type IngestAnswer } from "../../../../contracts/events/outcomes.ts";
import { type Answered, ask } from "../support/client.ts";
import { run, type Running } from "../support/running.ts";

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      { readonly post: { readonly requestBody: { readonly content: Readonly<Record<string, Examples>> } } }
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Examples {
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

describe("the API's description", () => {
  let running: Running;
  let agent: Agent;
  let description: Description;

  before(async () => {
    // Long after the examples were written.
    running = await run({ now: () => Date.parse("2031-05-04T03:02:01.000Z") });
    const validity = { notBefore: new Date("2020-01-01"), notAfter: new Date("2049-12-31") };
    agent = new Agent({ ca: running.ca, ...(await running.authority.issue({ device: "weather-ewr" }, validity)) });
    description = JSON.parse((await get("/openapi.json")).text) as Description; // whose form the next test proves
  });

  after(async () => {
    agent.destroy();
    await running.stop();
  });

  const get = (path: string): Promise<Answered> => ask({ port: running.collector.port, agent, path, method: "GET" });

  it("is OpenAPI 3.1, without a warning", async () => {
    const config = await createConfig({ extends: ["recommended"], rules: { "operation-4xx-response": "error" } });
    const problems = await lintFromString({ source: JSON.stringify(description), config });
    assert.deepEqual(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
      [],
    );
  });

  it("has examples that the collector accepts as they stand", async () => {
    const { content } = description.paths["/v1/events"]?.post.requestBody ?? assert.fail("the path is not described");
    let count = 0;
    for (const [type, { examples }] of Object.entries(content)) {
      for (const [name, { value }] of Object.entries(examples)) {
        const body = typeof value === "string" ? value : JSON.stringify(value);
        const { status, text } = await ask({
          port: running.collector.port,
          agent,
          headers: { "Content-Type": type },
          body,
        });
        assert.equal(status, 200, `${name}: ${text}`);
        assert.equal((JSON.parse(text) as IngestAnswer).quarantined, 0, `${name}: ${text}`);
        count += 1;
      }
    }
    assert.ok(count >= 6, String(count));
  });

  it("describes the answers that the collector gives", async () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: "api", components: description.components });
    const send = (body: string, contentType = "application/json"): Promise<Answered> =>
      ask({ port: running.collector.port, agent, headers: { "Content-Type": contentType }, body });
    const answers: readonly (readonly [schema: string, answer: Answered])[] = [
      ["IngestAnswer", await send('[{},1,"x"]')],
      ["IngestAnswer", await send("[]")],
      ["Refusal400", await send("[")],
      ["Refusal415", await send("x", "text/plain")],
    ];
    for (const [schema, { text }] of answers) {
      assert.ok(ajv.validate(`api#/components/schemas/${schema}`, JSON.parse(text)), `${schema}: ${text}`);
    }
  });

  it("is readable on a page that loads nothing from elsewhere and runs no script of its own text", async () => {
    const { status, headers, text } = await get("/docs");
    assert.equal(status, 200);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /^default-src 'none'; script-src 'self'; /);
    assert.doesNotMatch(policy, /unsafe|https?:/);
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);
    assert.ok(addresses.length >= 4);
    for (const address of addresses) {
      assert.ok(address.startsWith("/"), address);
      const file = await get(address);
      assert.equal(file.status, 200, address);
      assert.ok(file.text.length > 20, address);
    }
    assert.doesNotMatch(text, /<script>|<style>| on\w+=| style=/);
  });
});
