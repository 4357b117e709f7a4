import assert from "node:assert/strict";
import * as fs from "node:fs";
import { z } from "zod";
import { type Contract, defineContract, deprecated, stable } from "../../../contracts/stacks/contract.ts";
import { contracts } from "../../../contracts/stacks/index.ts";
import { breakingChanges, recordContracts, type RecordedContracts } from "../../../contracts/stacks/stability.ts";

const recordedFile = new URL("../../../contracts/stacks/stable.json", import.meta.url);

function record(outputs: Contract["outputs"]): RecordedContracts {
  return recordContracts({ network: defineContract("network", outputs) });
}

describe("stability of contracts", () => {
  it("holds: no stable output was removed or retyped since it was recorded", () => {
    const recorded = JSON.parse(fs.readFileSync(recordedFile, "utf8")) as RecordedContracts; // written by contracts:record
    assert.deepEqual(breakingChanges(recorded, recordContracts(contracts)), []);
  });

  it("is recorded: new outputs are in stable.json (npm run contracts:record)", () => {
    assert.deepEqual(
      JSON.parse(fs.readFileSync(recordedFile, "utf8")),
      JSON.parse(JSON.stringify(recordContracts(contracts))),
    );
  });

  it("fails when a stable output is removed", () => {
    assert.deepEqual(breakingChanges(record({ vpcId: stable("ID", z.string()) }), record({})), [
      "network.vpcId was stable and is gone; deprecate it for a release first",
    ]);
  });

  it("fails when a stable output changes its type", () => {
    assert.deepEqual(
      breakingChanges(record({ vpcId: stable("ID", z.string()) }), record({ vpcId: stable("ID", z.number()) })),
      ["network.vpcId was stable and changed its type; add a new output and deprecate this one"],
    );
  });

  it("lets an object and a set of keys grow, and neither lose a member nor change one", () => {
    const type = (keys: readonly [string, ...string[]], member: z.ZodType) =>
      record({
        keys: stable("Keys", z.object(Object.fromEntries(keys.map((key) => [key, member])))),
        aliases: stable("Aliases", z.record(z.enum(keys), member)),
      });
    const one = type(["logs"], z.string());
    const two = type(["logs", "lake"], z.string());
    assert.deepEqual(breakingChanges(one, two), []);
    assert.equal(breakingChanges(two, one).length, 2);
    assert.equal(breakingChanges(two, type(["logs", "lake"], z.number())).length, 2);
  });

  it("compares the alternatives of a value one by one", () => {
    const type = (...modes: readonly z.ZodObject[]) => record({ mode: stable("Mode", z.union(modes)) });
    const [on, off] = [z.object({ on: z.string() }), z.object({ off: z.string() })];
    assert.deepEqual(breakingChanges(type(on, off), type(on, off)), []);
    assert.equal(breakingChanges(type(on, off), type(on)).length, 1);
  });

  it("does not let a value become one of more than it was", () => {
    const type = (...values: [string, ...string[]]) => record({ mode: stable("Mode", z.enum(values)) });
    assert.equal(breakingChanges(type("a", "b"), type("a", "b", "c")).length, 1);
  });

  it("lets a deprecated output go", () => {
    assert.deepEqual(breakingChanges(record({ vpcId: deprecated("ID", z.string(), "vpc") }), record({})), []);
  });
});
