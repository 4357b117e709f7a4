import * as assert from "node:assert/strict";
import { idsByZone } from "../../../components/cluster/subnet-ids.ts";

describe("idsByZone", () => {
  it("keeps zones and IDs, and nothing else", () => {
    const subnets = { "eu-central-1a": { id: "subnet-1", cidr: "10.0.0.0/20" } };
    assert.deepEqual(idsByZone(subnets), { "eu-central-1a": "subnet-1" });
    assert.deepEqual(idsByZone({}), {});
  });
});
