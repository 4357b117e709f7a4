import assert from "node:assert/strict";
import { AccountGovernance, type AccountGovernanceArgs } from "../../../components/foundation/account-governance.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const topic = (severity: string): string => `arn:aws:sns:eu-central-1:111111111111:test-alerts-${severity}`;
const args: AccountGovernanceArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  topicArns: { critical: topic("critical"), warning: topic("warning"), info: topic("info") },
  volumeKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/volumes",
  ownsAccount: true,
  account: {},
};

describe("AccountGovernance", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  async function build(more: Partial<AccountGovernanceArgs> = {}): Promise<void> {
    mocks = installMocks();
    recorded = recorder();
    new AccountGovernance("it", { ...args, ...more }, recorded.options);
    await mocks.settle();
  }

  it("settles the account, and nothing that was not asked for", async () => {
    await build();
    assert.equal(mocks.ofType("aws:ebs/encryptionByDefault:EncryptionByDefault").length, 1);
    for (const type of [
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
      "aws:iam/role:Role",
      "aws:budgets/budget:Budget",
      "aws:organizations/policy:Policy",
    ]) {
      assert.deepEqual(mocks.ofType(type), [], type);
    }
  });

  it("leaves the account's singletons to the environment that owns it", async () => {
    await build({ ownsAccount: false, github: { organization: "acme", repository: "r" } });
    for (const type of [
      "aws:ebs/encryptionByDefault:EncryptionByDefault",
      "aws:guardduty/detector:Detector",
      "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    ]) {
      assert.deepEqual(mocks.ofType(type), [], type);
    }
    assert.equal(mocks.ofType("aws:iam/role:Role").length, 2);
  });

  it("has a pipeline, a budget and the organization's policies where they are configured", async () => {
    await build({
      github: { organization: "acme", repository: "r" },
      monthlyBudgetUsd: 100,
      organization: {
        id: "o-abcdefghij",
        regions: ["eu-central-1"],
        administrators: [],
        targets: { baseline: ["r-abcd"] },
      },
    });
    assert.equal(mocks.ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider").length, 1);
    assert.equal(mocks.ofType("aws:budgets/budget:Budget").length, 1);
    assert.equal(mocks.ofType("aws:organizations/policyAttachment:PolicyAttachment").length, 1);
  });

  it("stands twice in one stack, with parents and names in order", async () => {
    await build();
    new AccountGovernance("other", { ...args, ownsAccount: false }, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["it", "other"]), []);
  });
});
