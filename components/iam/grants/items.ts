import { type Place, tableArn } from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** Items of a DynamoDB table. */
export interface Items {
  readonly place: Place;
  readonly tableName: string;
  /**
   * Indexes that are queried.
   * @default []
   */
  readonly indexes?: readonly string[];
  /** Alias of the key that encrypts the table. */
  readonly keyAlias: string;
}

/** Read by key and by query; no scan, which costs what the whole table costs. */
export function readItems({ place, tableName, indexes = [], keyAlias }: Items): Grant {
  const table = tableArn(place, tableName);
  return {
    statements: [
      {
        Sid: "ReadItems",
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
        Resource: [table, ...indexes.map((index) => `${table}/index/${index}`)],
      },
    ],
    keyAliases: [keyAlias],
  };
}

export function writeItems({ place, tableName, keyAlias }: Items): Grant {
  return {
    statements: [
      {
        Sid: "WriteItems",
        Effect: "Allow",
        Action: [
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
        ],
        Resource: tableArn(place, tableName),
      },
    ],
    keyAliases: [keyAlias],
  };
}
