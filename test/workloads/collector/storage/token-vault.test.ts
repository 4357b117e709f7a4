import assert from "node:assert/strict";
import { tokenPattern } from "../../../../contracts/events/personal-data.ts";
import { SinkUnavailable, type TokenVault } from "../../../../workloads/collector/sinks.ts";
import { createTokenVault, type VaultParts } from "../../../../workloads/collector/storage/token-vault.ts";
import { type Fault, type Storage, storage, withFaults } from "./buckets.ts";

describe("createTokenVault", function () {
  this.timeout(120_000);
  let place: Storage;

  beforeEach(async () => {
    place = await storage();
  });

  const vault = (parts: Partial<VaultParts> = {}): Promise<TokenVault> =>
    createTokenVault(place, { s3: place.s3, kms: place.kms, ...parts });

  it("gives the same value the same token in every collector, and another value another", async () => {
    const [first, second] = [await vault(), await vault()];
    assert.match(first.tokenOf("ann@example.org"), new RegExp(tokenPattern));
    assert.equal(first.tokenOf("ann@example.org"), second.tokenOf("ann@example.org"));
    assert.notEqual(first.tokenOf("ann@example.org"), first.tokenOf("bob@example.org"));
  });

  it("gives other tokens with another key", async () => {
    const other = await storage();
    const elsewhere = await createTokenVault({ ...place, tokenKeyArn: other.tokenKeyArn }, place);
    assert.notEqual((await vault()).tokenOf("ann@example.org"), elsewhere.tokenOf("ann@example.org"));
  });

  it("does not start without the key", async () => {
    const missing = place.tokenKeyArn.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    await assert.rejects(createTokenVault({ ...place, tokenKeyArn: missing }, place), { name: "NotFoundException" });
  });

  it("keeps the value at its token, encrypted with the key of the settings", async () => {
    const tokens = await vault();
    await tokens.keep(["ann@example.org", 'Zoë "Z"\n']);
    for (const value of ["ann@example.org", 'Zoë "Z"\n']) {
      const { bytes, kmsKeyArn } = await place.read(`vault/${tokens.tokenOf(value)}`);
      assert.deepEqual(JSON.parse(bytes.toString()), { value });
      assert.equal(kmsKeyArn, place.kmsKeyArn);
    }
    assert.equal((await place.keys()).length, 2);
  });

  it("writes a value once, however often it comes", async () => {
    const attempts = withFaults(place.s3, []);
    const tokens = await vault();
    await Promise.all([tokens.keep(["a", "a"]), tokens.keep(["a", "b"])]);
    await tokens.keep(["b", "a"]);
    assert.equal(attempts(), 2);
  });

  it("takes what another collector has kept for kept", async () => {
    await (await vault()).keep(["a"]);
    await (await vault()).keep(["a"]);
    assert.equal((await place.keys()).length, 1);
  });

  it("fails everybody who waits for a write that failed, and tries anew for the next", async () => {
    withFaults(place.s3, ["refused"] satisfies Fault[]);
    const tokens = await vault();
    const keeps = await Promise.allSettled([tokens.keep(["secret value"]), tokens.keep(["secret value"])]);
    for (const keep of keeps) {
      assert.ok(keep.status === "rejected" && keep.reason instanceof SinkUnavailable);
      assert.doesNotMatch(keep.reason.message, /secret value|tok_/);
    }
    await tokens.keep(["secret value"]);
    assert.equal((await place.keys()).length, 1);
  });

  it("survives faults of S3 that pass", async () => {
    withFaults(place.s3, ["error 503", "lost answer", undefined, "error 500"]);
    const tokens = await vault();
    const values = Array.from({ length: 100 }, (_, index) => `value ${index}`);
    await tokens.keep(values);
    assert.equal((await place.keys()).length, values.length);
  });
});
