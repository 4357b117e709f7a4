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

  it("lets a deprecated output go", () => {
    assert.deepEqual(breakingChanges(record({ vpcId: deprecated("ID", z.string(), "vpc") }), record({})), []);
  });
});
