import assert from "node:assert/strict";
import { dataClassTag, requiredTags } from "../../components/tags.ts";

describe("requiredTags", () => {
  it("says whose a resource is, who pays, where it comes from, and that it is internal", () => {
    assert.deepEqual(
      requiredTags({ environment: "dev", owner: "data-platform", costCenter: "1000", phase: "network" }),
      {
        Project: "event-platform",
        Environment: "dev",
        Owner: "data-platform",
        CostCenter: "1000",
        DataClass: "internal",
        Phase: "network",
      },
    );
  });

  it("gives way to a resource's own data class, laid over it", () => {
    const values = { environment: "dev", owner: "o", costCenter: "1", phase: "lake" };
    assert.equal({ ...requiredTags(values), ...dataClassTag("pii") }.DataClass, "pii");
  });
});
