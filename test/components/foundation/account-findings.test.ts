import assert from "node:assert/strict";
import { AccountFindings, type AccountFindingsArgs } from "../../../components/foundation/account-findings.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";

const args: AccountFindingsArgs = {
  place: { environment: "test", accountId: "111111111111", region: "eu-central-1" },
  topicArns: {
    critical: "arn:aws:sns:eu-central-1:111111111111:critical",
    warning: "arn:aws:sns:eu-central-1:111111111111:warning",
    info: "arn:aws:sns:eu-central-1:111111111111:info",
  },
};

describe("AccountFindings", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("pages for what can be reached from outside the account, and for threats", async () => {
    new AccountFindings("findings", args, recorded.options);
    await mocks.settle();
    const sources = mocks
      .ofType("aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => (JSON.parse(String(inputs.eventPattern)) as { source: unknown }).source);
    assert.deepEqual(sources, [["aws.access-analyzer"], ["aws.guardduty"]]);
    const targets = mocks.ofType("aws:cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs.arn);
    assert.deepEqual(targets, [args.topicArns.critical, args.topicArns.critical]);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new AccountFindings("one", args, recorded.options);
    new AccountFindings("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
