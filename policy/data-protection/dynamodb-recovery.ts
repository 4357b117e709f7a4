import { mustBe } from "../check.ts";
import { matchesPattern } from "../pattern.ts";
import { read, textOf } from "../property.ts";
import { advice, resourceRule } from "../rule.ts";

export const dynamodbRecovery = resourceRule({
  id: "dynamodb-recovery",
  types: ["aws:dynamodb/table:Table"],
  what: "A DynamoDB table can be set back to any second of the last weeks, and is not deleted by mistake.",
  why: "A wrong write or a wrong destroy is otherwise final.",
  remedy:
    "Set pointInTimeRecovery: { enabled: true } and deletionProtectionEnabled: true; ttl on tables whose items are of use for a while only.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["DynamoDB.2", "DynamoDB.6"], checkov: ["CKV_AWS_28"], cdkNag: ["DDB3"] },
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html",
  settings: {
    windowTables: {
      what: "Names of tables whose items are of use for a while only; * stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      default: ["*window*"],
    },
  },
  evaluate: ({ props }, { windowTables }) => {
    const name = textOf(read(props, "name"));
    const isWindow = windowTables.some((one) => matchesPattern(one, name));
    return [
      ...mustBe(props, "pointInTimeRecovery.enabled", [true]),
      ...mustBe(props, "deletionProtectionEnabled", [true]),
      ...(isWindow ? advice(mustBe(props, "ttl.enabled", [true])) : []),
    ];
  },
});
