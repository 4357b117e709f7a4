import assert from "node:assert/strict";
import { TokenKey } from "../../../components/ingestion/token-key.ts";
import { installMocks, type Mocks, recorder, type Recorder } from "../../support/index.ts";
import { place } from "./fixtures.ts";

const args = { place, usedBy: "arn:aws:iam::111111111111:role/test-collector" };

describe("TokenKey", () => {
  let mocks: Mocks;
  let recorded: Recorder;

  beforeEach(() => {
    mocks = installMocks();
    recorded = recorder();
  });

  it("is an HMAC key that makes codes for one role, by one algorithm, and encrypts for nobody", async () => {
    new TokenKey("tokens", args, recorded.options);
    await mocks.settle();
    const { inputs } = mocks.one("aws:kms/key:Key");
    assert.deepEqual([inputs.keyUsage, inputs.customerMasterKeySpec], ["GENERATE_VERIFY_MAC", "HMAC_256"]);
    const { Statement } = JSON.parse(String(inputs.policy)) as {
      Statement: { Sid: string; Action: string | string[]; Condition?: unknown }[];
    };
    const [administers, uses] = Statement;
    assert.equal(Statement.length, 2);
    assert.doesNotMatch(JSON.stringify(administers?.Action), /Mac|Encrypt|Decrypt|Grant/);
    assert.equal(uses?.Action, "kms:GenerateMac");
    assert.deepEqual(uses.Condition, {
      ArnEquals: { "aws:PrincipalArn": args.usedBy },
      StringEquals: { "kms:MacAlgorithm": "HMAC_SHA_256" },
    });
  });

  it("has an alias that grants can name before it exists", async () => {
    const { alias } = new TokenKey("tokens", args, recorded.options);
    await mocks.settle();
    assert.equal(alias, "alias/test-device-tokens");
    assert.equal(mocks.one("aws:kms/alias:Alias").inputs.name, alias);
  });

  it("keeps every child under itself and named after itself, twice in one stack", async () => {
    new TokenKey("one", args, recorded.options);
    new TokenKey("two", args, recorded.options);
    await mocks.settle();
    assert.deepEqual(recorded.problems(mocks, ["one", "two"]), []);
  });
});
