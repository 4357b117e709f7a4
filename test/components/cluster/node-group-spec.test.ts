import * as assert from "node:assert/strict";
import { nodeGroupProblems, type NodeGroupSpec, takesAnyPod } from "../../../components/cluster/node-group-spec.ts";

const spec: NodeGroupSpec = { name: "system", instanceTypes: ["m7g.large"], minNodes: 2, maxNodes: 4 };

const problems = (change: Partial<NodeGroupSpec>): readonly (readonly [string, string])[] =>
  nodeGroupProblems({ ...spec, ...change }).map(({ key, message }) => [key, message]);

describe("nodeGroupProblems", () => {
  it("finds nothing wrong with a plain group", () => {
    assert.deepEqual(problems({}), []);
  });

  it("fails when instance types need different images", () => {
    assert.deepEqual(problems({ instanceTypes: ["m7g.large", "m7i.large"] }), [
      [
        "instanceTypes",
        "m7g.large (arm64), m7i.large (x86_64) need different images; allowed in one node group: instance types of one architecture",
      ],
    ]);
  });

  it("fails when there are more nodes at least than at most", () => {
    assert.deepEqual(problems({ minNodes: 5 }), [["maxNodes", "4 is below minNodes; allowed: 5 or more"]]);
  });

  it("fails when spot capacity hangs on one instance type", () => {
    assert.deepEqual(problems({ capacity: "spot" }), [
      ["capacity", "spot with one instance type is taken away all at once; allowed: two instance types or more"],
    ]);
    assert.deepEqual(problems({ capacity: "spot", instanceTypes: ["m7g.large", "m6g.large"] }), []);
  });

  for (const label of [
    "kubernetes.io/role",
    "node.kubernetes.io/x",
    "eks.amazonaws.com/nodegroup",
    "platform/node-group",
  ]) {
    it(`fails when it takes the reserved label ${label}`, () => {
      assert.deepEqual(problems({ labels: { [label]: "x" } }), [
        ["labels", `${label} is kept for Kubernetes, EKS or this platform; choose another prefix`],
      ]);
    });
  }

  it("reports everything at once", () => {
    assert.equal(problems({ minNodes: 5, capacity: "spot", labels: { "k8s.io/x": "y" } }).length, 3);
  });
});

describe("takesAnyPod", () => {
  it("is true without taints and with those that only prefer", () => {
    assert.ok(takesAnyPod(spec));
    assert.ok(takesAnyPod({ ...spec, taints: [{ key: "a", effect: "PREFER_NO_SCHEDULE" }] }));
  });

  it("is false with a taint that keeps pods off", () => {
    assert.ok(!takesAnyPod({ ...spec, taints: [{ key: "a", effect: "NO_SCHEDULE" }] }));
  });
});
