import assert from "node:assert/strict";

import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";

import { clients, deploy, region } from "../../../support/handlers.ts";

describe("DynamoDB in the emulator", function () {
  this.timeout(60_000);

  it("puts an item once under a condition", async () => {
    await deploy("aws:dynamodb/table:Table", {
      name: "dynamodb-once",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "pk",
      attributes: [{ name: "pk", type: "S" }],
    });
    const once = new PutItemCommand({
      TableName: "dynamodb-once",
      Item: { pk: { S: "incident" } },
      ConditionExpression: "attribute_not_exists(pk)",
    });
    await (await clients()).dynamodb(region).send(once);
    await assert.rejects((await clients()).dynamodb(region).send(once), ConditionalCheckFailedException);
  });
});
