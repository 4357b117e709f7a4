import assert from "node:assert/strict";
import { parseSection } from "../../../stacks/config.ts";
import { section } from "../../../stacks/foundation/config.ts";

const problems = (config: Readonly<Record<string, string>>): readonly string[] =>
  parseSection(section, config).problems.map(({ key, message }) => `${key} ${message.split(": ").slice(1).join(": ")}`);

describe("foundation configuration", () => {
  it("owns its account and has no budget, if nothing else is said", () => {
    const { value } = parseSection(section, {});
    assert.equal(value?.ownsAccount, true);
    assert.deepEqual(value.account, {});
    assert.equal(value.monthlyBudgetUsd, undefined);
  });

  it("fails for settings of the account that there are not, all at once", () => {
    const account = { vpcBlockPublicAccess: "on", unusedAccessDays: 0, securityStandards: ["pci"], costAnomalyUsd: -1 };
    assert.deepEqual(problems({ "foundation:account": JSON.stringify(account), "foundation:monthlyBudgetUsd": "0" }), [
      "foundation:account.vpcBlockPublicAccess must be off, block-ingress or block-bidirectional",
      "foundation:account.unusedAccessDays must be 1 to 365 days",
      "foundation:account.securityStandards.0 must be of fsbp, cis, nist",
      "foundation:account.costAnomalyUsd must be an amount in USD above 0",
      "foundation:monthlyBudgetUsd must be an amount in USD above 0",
    ]);
  });
});
