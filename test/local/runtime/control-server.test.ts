import assert from "node:assert/strict";
import type { Control } from "../../../local/runtime/control-api.ts";
import { controlServer } from "../../../local/runtime/control-server.ts";
import { listen } from "../../../local/runtime/ports.ts";
import type { FaultPlan } from "../../../local/provider/faults.ts";

describe("controlServer", () => {
  const plans: FaultPlan[] = [];
  const control: Pick<Control, "setFaults" | "sessionReport" | "journal"> = {
    setFaults: (plan) => plans.push(plan),
    sessionReport: () => undefined,
    journal: () => [],
  };
  // Only these three are asked for.
  const server = controlServer(control as Control, "secret");
  let url: string;

  before(async () => {
    await listen(server, 0);
    const address = server.address();
    assert(typeof address === "object" && address !== null);
    url = `http://127.0.0.1:${address.port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const ask = async (method: string, route: string, options: { token?: string; body?: string } = {}) => {
    const authorization = `Bearer ${options.token ?? "secret"}`;
    const response = await fetch(`${url}${route}`, { method, headers: { authorization }, body: options.body });
    return { status: response.status, body: await response.json() };
  };

  it("refuses whoever does not have the token", async () => {
    assert.equal((await ask("GET", "/journal", { token: "secre" })).status, 401);
    assert.equal((await ask("GET", "/journal", { token: "sorcet" })).status, 401);
    assert.deepEqual(await ask("GET", "/journal"), { status: 200, body: [] });
  });

  it("says what there is not", async () => {
    assert.deepEqual(await ask("GET", "/sessions/7"), {
      status: 404,
      body: { error: "There is no session 7 in the one-machine cloud." },
    });
    assert.equal((await ask("GET", "/nothing")).status, 404);
  });

  it("takes a fault plan, and refuses what is none", async () => {
    const plan = [{ type: "*", operation: "create", kind: "error", times: 1 }];
    assert.equal((await ask("PUT", "/faults", { body: JSON.stringify(plan) })).status, 200);
    assert.deepEqual(plans.pop(), plan);
    const refused = await ask("PUT", "/faults", { body: '[{"type":"*"}]' });
    assert.equal(refused.status, 400);
    assert.equal(plans.length, 0);
    await ask("DELETE", "/faults");
    assert.deepEqual(plans.pop(), []);
  });
});
