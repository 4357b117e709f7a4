import assert from "node:assert/strict";
import { policyDocument } from "../../../../local/provider/invokes/policy-document.ts";

const read = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::raw/*"] };

describe("policyDocument", () => {
  it("writes one value as a text and several as a list, later letters first", () => {
    const { json } = policyDocument({
      statements: [{ actions: ["s3:Get*", "s3:List*"], resources: ["*"], effect: "Deny" }],
    });
    assert.deepEqual(JSON.parse(json), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: ["s3:List*", "s3:Get*"], Resource: "*" }],
    });
  });

  it("groups principals by type, and everybody is a star", () => {
    const { json } = policyDocument({
      statements: [
        { principals: [{ type: "*", identifiers: ["*"] }] },
        {
          principals: [
            { type: "Service", identifiers: ["glue.amazonaws.com"] },
            { type: "AWS", identifiers: ["1", "2"] },
          ],
        },
      ],
    });
    assert.deepEqual(JSON.parse(json), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*" },
        { Effect: "Allow", Principal: { Service: "glue.amazonaws.com", AWS: ["2", "1"] } },
      ],
    });
  });

  it("joins conditions of one test", () => {
    const { minifiedJson } = policyDocument({
      statements: [
        {
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
            { test: "StringEquals", variable: "aws:RequestedRegion", values: ["a", "b"] },
          ],
        },
      ],
    });
    assert.match(
      minifiedJson,
      /"Condition":\{"StringEquals":\{"aws:SourceAccount":"1","aws:RequestedRegion":\["a","b"\]\}\}/,
    );
  });

  it("lets a later statement of the same Sid replace an earlier one", () => {
    const source = policyDocument({ statements: [read] }).json;
    const override = policyDocument({ statements: [{ ...read, effect: "Deny" }] }).json;
    const { json } = policyDocument({ sourcePolicyDocuments: [source], overridePolicyDocuments: [override] });
    assert.deepEqual(JSON.parse(json), {
      Version: "2012-10-17",
      Statement: [{ Sid: "Read", Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::raw/*" }],
    });
  });
});
