import assert from "node:assert/strict";
import { alarmInputs } from "../../../../components/alerting/alarm-signal.ts";
import { controlPlaneAlarms, nodeAlarms } from "../../../../components/alerting/catalogue/eks.ts";

describe("controlPlaneAlarms", () => {
  it("watches errors, the database and pods that find no node, by metrics that EKS sends without an agent", () => {
    const specs = controlPlaneAlarms("test-platform");
    assert.deepEqual(
      specs.map(({ id }) => id),
      ["api-errors", "api-storage", "pods-unschedulable"],
    );
    assert.deepEqual(new Set(JSON.stringify(specs).match(/"namespace":"[^"]+"/g)), new Set(['"namespace":"AWS/EKS"']));
  });

  it("takes errors as a share of requests, and none for no request", () => {
    const [errors] = controlPlaneAlarms("test-platform");
    assert.ok(errors);
    assert.match(JSON.stringify(alarmInputs(errors)), /IF\(requests > 0, 100 \* errors \/ requests, 0\)/);
  });

  it("goes off before the database is full", () => {
    const storage = controlPlaneAlarms("test-platform").find(({ id }) => id === "api-storage");
    assert.ok((storage?.threshold ?? Infinity) < 8 * 1024 ** 3);
  });
});

describe("nodeAlarms", () => {
  it("watches broken nodes, disks and memory, in the cluster named", () => {
    for (const spec of nodeAlarms("test-platform")) {
      assert.partialDeepStrictEqual(alarmInputs(spec), {
        namespace: "ContainerInsights",
        dimensions: { ClusterName: "test-platform" },
      });
    }
    assert.equal(nodeAlarms("test-platform").length, 3);
  });
});
