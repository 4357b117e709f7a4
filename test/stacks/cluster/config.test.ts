import * as assert from "node:assert/strict";
import { section } from "../../../stacks/cluster/config.ts";
import { parseSection } from "../../../stacks/config.ts";

const group = { name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 };

const raw = (groups: readonly object[], more: Record<string, string> = {}): Record<string, string> => ({
  "cluster:version": "1.34",
  "cluster:nodeGroups": JSON.stringify(groups),
  ...more,
});

/** Key and what is allowed, without the value in between. */
const problems = (given: Record<string, string>): readonly (readonly [string, string | undefined])[] =>
  parseSection(section, given).problems.map(({ key, message }) => [key, message.split(": ").slice(1).join(": ")]);

describe("cluster configuration", () => {
  it("is private and has disks of 50 GiB by default", () => {
    const { value } = parseSection(section, raw([group]));
    assert.deepEqual(value, { version: "1.34", nodeGroups: [{ ...group, diskSizeGiB: 50 }], publicAccessCidrs: [] });
  });

  it("fails when a node group mixes architectures", () => {
    assert.deepEqual(problems(raw([{ ...group, instanceTypes: ["m7g.large", "m7i.large"] }])), [
      [
        "cluster:nodeGroups.0.instanceTypes",
        "m7g.large (arm64), m7i.large (x86_64) need different images; allowed in one node group: instance types of one architecture",
      ],
    ]);
  });

  it("fails when there are more nodes at least than at most", () => {
    assert.deepEqual(problems(raw([{ ...group, minNodes: 5 }])), [
      ["cluster:nodeGroups.0.maxNodes", "4 is below minNodes; allowed: 5 or more"],
    ]);
  });

  it("fails when two node groups have one name", () => {
    assert.deepEqual(problems(raw([group, group])), [["cluster:nodeGroups", "must not hold one name twice"]]);
  });

  it("fails when the API server would answer the whole Internet", () => {
    assert.deepEqual(problems(raw([group], { "cluster:publicAccessCidrs": '["0.0.0.0/0"]' })), [
      ["cluster:publicAccessCidrs.0", "must not be the whole Internet; name the blocks of your own network"],
    ]);
  });
});
