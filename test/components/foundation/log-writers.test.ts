import assert from "node:assert/strict";
import { deliveryStatements, logWriters } from "../../../components/foundation/log-writers.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };
const destination = { place, bucketName: "test-audit" };

describe("deliveryStatements", () => {
  for (const writer of logWriters) {
    it(`let ${writer} write under its prefix alone, and on behalf of this account`, () => {
      const statements = deliveryStatements(destination, writer);
      for (const { Sid, Action, Resource, Condition } of statements) {
        assert.match(JSON.stringify(Condition), /aws:Source(Arn|Account)/, Sid);
        assert.match(JSON.stringify(Condition), /111111111111/, Sid);
        assert.ok(Action !== "s3:PutObject" || /^arn:aws:s3:::test-audit\/\w.*\/\*$/.test(String(Resource)), Sid);
      }
      assert.equal(statements.filter(({ Action }) => Action === "s3:PutObject").length, 1);
    });
  }

  it("give every statement an ID of its own when all write to one bucket", () => {
    const sids = logWriters.flatMap((writer) => deliveryStatements(destination, writer)).map(({ Sid }) => Sid);
    assert.deepEqual(sids, [...new Set(sids)]);
  });

  it("take files of the environment's trails alone from CloudTrail (confused deputy)", () => {
    for (const { Condition } of deliveryStatements(destination, "cloudtrail")) {
      assert.deepEqual(Condition?.ArnLike, {
        "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/test-*",
      });
    }
  });
});
