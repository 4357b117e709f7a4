import assert from "node:assert/strict";
import { ruleFile } from "../../../components/observability/metric-rules.ts";
import { platformRules } from "../../../components/observability/platform-rules.ts";

describe("platformRules", () => {
  const rules = platformRules.flatMap((group) => group.rules);

  it("notice when the metrics they stand on are missing", () => {
    const missing = rules.find((rule) => "alert" in rule && rule.alert === "MetricsMissing");
    assert.equal(missing?.expr, 'absent(up{job="kubelet"})');
  });

  it("make a rule file", () => {
    assert.match(ruleFile(platformRules, "docs/runbooks"), /alert: KubeletSilent/);
  });
});
