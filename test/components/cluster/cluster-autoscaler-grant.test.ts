import * as assert from "node:assert/strict";
import { scaleNodeGroups } from "../../../components/cluster/cluster-autoscaler-grant.ts";

describe("scaleNodeGroups", () => {
  const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
  const { statements } = scaleNodeGroups(place, "test-platform");

  it("changes the size of the cluster's own groups alone", () => {
    const [scale] = statements;
    assert.deepEqual(scale?.Condition, {
      StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/test-platform": "owned" },
    });
    assert.deepEqual(scale.Action, [
      "autoscaling:SetDesiredCapacity",
      "autoscaling:TerminateInstanceInAutoScalingGroup",
    ]);
  });

  it("looks at everything else and changes nothing", () => {
    const [, ...looking] = statements;
    for (const action of looking.flatMap(({ Action }) => Action)) {
      assert.match(action, /:(Describe|Get)/);
    }
  });
});
