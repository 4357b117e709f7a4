import assert from "node:assert/strict";
import { webAclRules } from "../../../components/ingestion/web-acl-rules.ts";
import { WebAcl } from "../../../components/ingestion/web-acl.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = {
  place,
  what: "devices",
  requestsPerAddress: 30_000,
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/1",
  logRetentionDays: 90,
};

describe("WebAcl", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("answers who comes too often as the collector does: 429, and when to come again", () => {
    const [rate] = webAclRules(500) as { action: unknown; statement: unknown }[];
    assert.deepEqual(rate?.action, {
      block: { customResponse: { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: "60" }] } },
    });
    assert.deepEqual(rate.statement, {
      rateBasedStatement: { limit: 500, evaluationWindowSec: 300, aggregateKeyType: "IP" },
    });
  });

  it("refuses nothing for what is in a body: the collector judges events, and keeps them", () => {
    const groups = JSON.stringify(webAclRules(500));
    const counted = [...groups.matchAll(/"name":"(\w+_BODY)","actionToUse":\{"count":\{\}\}/g)].map(([, name]) => name);
    assert.ok(counted.includes("SizeRestrictions_BODY") && counted.includes("CrossSiteScripting_BODY"));
    assert.deepEqual([...groups.matchAll(/\w+_BODY/g)].length, counted.length);
  });

  it("gives every rule a place of its own", () => {
    const priorities = webAclRules(500).map(({ priority }) => priority);
    assert.equal(new Set(priorities).size, priorities.length);
  });

  it("keeps an encrypted log with an end, without the tokens of devices", async () => {
    new WebAcl("firewall", args, recorded.options);
    await mocks.settle();
    const group = mocks.one("aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.deepEqual(
      [group.name, group.kmsKeyId, group.retentionInDays],
      ["aws-waf-logs-test-devices", args.logsKeyArn, 90],
    );
    const logging = mocks.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs;
    assert.deepEqual(logging.redactedFields, [{ singleHeader: { name: "authorization" } }]);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new WebAcl("one", args, recorded.options);
    new WebAcl("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
