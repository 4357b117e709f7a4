import * as assert from "node:assert/strict";
import { type NodeSystem } from "../../../components/cluster/ami-type.ts";
import { nodeDisks } from "../../../components/cluster/node-disks.ts";

const sizes = (system: NodeSystem): readonly unknown[] =>
  nodeDisks(system, 80, "key").map((disk) => {
    const { volumeSize } = disk.ebs as { volumeSize: number };
    return [disk.deviceName, volumeSize];
  });

describe("nodeDisks", () => {
  it("is one disk for Amazon Linux", () => {
    assert.deepEqual(sizes("al2023"), [["/dev/xvda", 80]]);
  });

  it("gives Bottlerocket's data a disk of its own, of the size asked for", () => {
    assert.deepEqual(sizes("bottlerocket"), [
      ["/dev/xvda", 4],
      ["/dev/xvdb", 80],
    ]);
  });

  it("encrypts every one with the key given", () => {
    for (const system of ["al2023", "bottlerocket"] as const) {
      for (const { ebs } of nodeDisks(system, 80, "key")) {
        assert.partialDeepStrictEqual(ebs, { encrypted: "true", kmsKeyId: "key", volumeType: "gp3" });
      }
    }
  });
});
