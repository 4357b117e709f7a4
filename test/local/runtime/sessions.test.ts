import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accepts } from "../../../local/runtime/ports.ts";
import { identify } from "../../../local/runtime/process-identity.ts";
import { Sessions } from "../../../local/runtime/sessions.ts";

describe("Sessions", () => {
  let sessions: Sessions;
  beforeEach(() => (sessions = new Sessions({}, { append: () => Promise.resolve() })));
  afterEach(() => sessions.closeAll());

  it("closes one whose client was killed, but leaves the engine that it had started time to finish", async () => {
    const client = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const identity = identify(client.pid ?? 0);
    assert(identity !== undefined);
    const { debugProviders } = await sessions.open(identity);
    const port = Number(debugProviders.split(":").at(-1));
    await sessions.closeAbandoned(0);
    client.kill("SIGKILL");
    await once(client, "exit");

    await sessions.closeAbandoned(1_000_000);
    assert.equal(await accepts(port), true);
    await sessions.closeAbandoned(1_120_000);
    assert.equal(sessions.size, 0);
    assert.equal(await accepts(port), false);
  });

  it("keeps those of living clients, and those that are to stay", async () => {
    await sessions.open(identify(process.pid));
    await sessions.open();
    await sessions.closeAbandoned(0);
    await sessions.closeAbandoned(1_000_000);
    assert.equal(sessions.size, 2);
  });
});
