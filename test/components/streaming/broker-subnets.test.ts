import assert from "node:assert/strict";
import { brokerSubnets } from "../../../components/streaming/broker-subnets.ts";

const subnets = { a: { id: "subnet-a" }, b: { id: "subnet-b" }, c: { id: "subnet-c" }, d: { id: "subnet-d" } };

describe("brokerSubnets", () => {
  it("are those of the first three zones, in the order they were added", () => {
    assert.deepEqual(brokerSubnets(["c", "a", "b"], subnets), ["subnet-c", "subnet-a", "subnet-b"]);
  });

  it("stay the same when a fourth zone is added", () => {
    assert.deepEqual(brokerSubnets(["a", "b", "c", "d"], subnets), brokerSubnets(["a", "b", "c"], subnets));
  });
});
