import assert from "node:assert/strict";
import { EventSchemas } from "../../../components/lake/event-schemas.ts";
import { eventSchemas } from "../../../contracts/events/schemas.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const args = { place, schemas: eventSchemas };

describe("EventSchemas", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("registers each schema as JSON, and lets no version pass that older records could not be read by", async () => {
    new EventSchemas("events", args, recorded.options);
    await mocks.settle();
    const registered = mocks.ofType("aws:glue/schema:Schema").map(({ inputs }) => inputs);
    assert.deepEqual(
      registered.map(({ schemaName, dataFormat, compatibility }) => [schemaName, dataFormat, compatibility]),
      Object.keys(eventSchemas).map((name) => [name, "JSON", "BACKWARD"]),
    );
    for (const { schemaDefinition } of registered) {
      assert.match(String(schemaDefinition), /^\{"\$schema":"http:\/\/json-schema.org\/draft-07\/schema#"/);
    }
  });

  it("grants looking up in its own registry", () => {
    const [statement] = new EventSchemas("events", args, recorded.options).grantRead().statements;
    assert.match(JSON.stringify(statement?.Resource), /registry\/test-events/);
  });

  it("fails when a schema is larger than the registry takes", () => {
    const large = { description: "x".repeat(170_000) };
    assert.throws(() => new EventSchemas("events", { place, schemas: { large } }, recorded.options), {
      message:
        /^The schema large has 170\d+ characters; the Glue Schema Registry takes 170000\. Split the event type\.$/,
    });
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    new EventSchemas("one", args, recorded.options);
    new EventSchemas("two", { ...args, place: { ...place, environment: "dev" } }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
