import * as assert from "node:assert/strict";
import { amiTypeOf } from "../../../components/cluster/ami-type.ts";

describe("amiTypeOf", () => {
  for (const type of ["a1.large", "t4g.small", "m7g.large", "c7gn.xlarge", "r8gd.metal-24xl", "im4gn.large"]) {
    it(`takes the ARM image for ${type}`, () => {
      assert.equal(amiTypeOf("al2023", [type]), "AL2023_ARM_64_STANDARD");
      assert.equal(amiTypeOf("bottlerocket", [type]), "BOTTLEROCKET_ARM_64");
    });
  }

  for (const type of ["t3.medium", "m7i.large", "c6a.xlarge", "g5.xlarge", "i4i.large", "m7i-flex.large"]) {
    it(`takes the x86 image for ${type}`, () => {
      assert.equal(amiTypeOf("al2023", [type]), "AL2023_x86_64_STANDARD");
      assert.equal(amiTypeOf("bottlerocket", [type]), "BOTTLEROCKET_x86_64");
    });
  }

  it("fails when the instance types need different images", () => {
    assert.throws(() => amiTypeOf("al2023", ["m7g.large", "m7i.large"]), {
      message:
        "Node group: m7g.large (arm64), m7i.large (x86_64) need different images; allowed in one node group: instance types of one architecture.",
    });
  });

  it("fails when there is no instance type", () => {
    assert.throws(() => amiTypeOf("al2023", []), {
      message: "Node group: no instance type is given; a node group needs at least one.",
    });
  });
});
