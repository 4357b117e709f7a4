import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  ProvisionedThroughput,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { z } from "zod";

import type { Properties } from "../../provider/resource-type.ts";
import { present, tagged } from "./properties.ts";

const projectionType = z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]);

const globalIndex = z.object({
  name: z.string(),
  hashKey: z.string(),
  rangeKey: z.string().optional(),
  projectionType,
  nonKeyAttributes: z.array(z.string()).optional(),
  readCapacity: z.number().optional(),
  writeCapacity: z.number().optional(),
});

/** Inputs of `aws:dynamodb/table:Table`. */
export const inputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  attributes: z.array(z.object({ name: z.string(), type: z.enum(["S", "N", "B"]) })).optional(),
  billingMode: z.enum(["PROVISIONED", "PAY_PER_REQUEST"]).optional(),
  deletionProtectionEnabled: z.boolean().optional(),
  globalSecondaryIndexes: z.array(globalIndex).optional(),
  hashKey: z.string(),
  localSecondaryIndexes: z
    .array(
      z.object({
        name: z.string(),
        rangeKey: z.string(),
        projectionType,
        nonKeyAttributes: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  pointInTimeRecovery: z.object({ enabled: z.boolean(), recoveryPeriodInDays: z.number().optional() }).optional(),
  rangeKey: z.string().optional(),
  readCapacity: z.number().optional(),
  serverSideEncryption: z.object({ enabled: z.boolean(), kmsKeyArn: z.string().optional() }).optional(),
  streamEnabled: z.boolean().optional(),
  streamViewType: z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]).optional(),
  tableClass: z.enum(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]).optional(),
  ttl: z.object({ attributeName: z.string().optional(), enabled: z.boolean().optional() }).optional(),
  writeCapacity: z.number().optional(),
  ...tagged,
});

export type Inputs = z.infer<typeof inputs>;

/** DynamoDB's form of the table, as CreateTable takes it. */
export function toTable(given: Inputs): CreateTableCommandInput {
  const { serverSideEncryption: encryption } = given;
  return {
    TableName: given.name,
    AttributeDefinitions: given.attributes?.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    BillingMode: given.billingMode ?? "PROVISIONED",
    ProvisionedThroughput: throughput(given, given),
    KeySchema: keySchema(given.hashKey, given.rangeKey),
    DeletionProtectionEnabled: given.deletionProtectionEnabled,
    GlobalSecondaryIndexes: given.globalSecondaryIndexes?.map((index) => toIndex(index, given)),
    LocalSecondaryIndexes: given.localSecondaryIndexes?.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(given.hashKey, index.rangeKey),
      Projection: { ProjectionType: index.projectionType, NonKeyAttributes: index.nonKeyAttributes },
    })),
    SSESpecification:
      encryption &&
      (encryption.enabled
        ? {
            Enabled: true,
            ...(encryption.kmsKeyArn === undefined ? {} : { SSEType: "KMS", KMSMasterKeyId: encryption.kmsKeyArn }),
          }
        : { Enabled: false }),
    StreamSpecification:
      given.streamEnabled === undefined
        ? undefined
        : {
            StreamEnabled: given.streamEnabled,
            StreamViewType: given.streamEnabled ? given.streamViewType : undefined,
          },
    TableClass: given.tableClass,
  };
}

/** DynamoDB's form of a global secondary index. */
export function toIndex(
  index: z.infer<typeof globalIndex>,
  table: Inputs,
): GlobalSecondaryIndex & {
  IndexName: string;
  KeySchema: KeySchemaElement[];
  Projection: { ProjectionType: z.infer<typeof projectionType> };
} {
  return {
    IndexName: index.name,
    KeySchema: keySchema(index.hashKey, index.rangeKey),
    Projection: { ProjectionType: index.projectionType, ...present({ NonKeyAttributes: index.nonKeyAttributes }) },
    ProvisionedThroughput: throughput(table, index),
  };
}

function keySchema(hashKey: string, rangeKey: string | undefined): KeySchemaElement[] {
  return [
    { AttributeName: hashKey, KeyType: "HASH" },
    ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" } satisfies KeySchemaElement]),
  ];
}

function throughput(
  { billingMode }: Inputs,
  { readCapacity, writeCapacity }: { readCapacity?: number; writeCapacity?: number },
): ProvisionedThroughput | undefined {
  if (billingMode === "PAY_PER_REQUEST") return undefined;
  return { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity };
}

/** The Pulumi type's form of a table. Lists come in the order the program gives them, as they are sets. */
export function fromTable(found: TableDescription, state: Properties): Properties {
  const declared = inputs.partial().safeParse(state).data;
  return present({
    name: found.TableName,
    arn: found.TableArn,
    attributes: inOrder(
      (found.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => ({
        name: AttributeName ?? "",
        type: AttributeType,
      })),
      declared?.attributes,
    ),
    billingMode: found.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    deletionProtectionEnabled: found.DeletionProtectionEnabled ?? false,
    globalSecondaryIndexes:
      found.GlobalSecondaryIndexes === undefined && declared?.globalSecondaryIndexes === undefined
        ? undefined
        : inOrder(
            (found.GlobalSecondaryIndexes ?? []).map((index) => ({
              name: index.IndexName ?? "",
              ...present({
                hashKey: keyOf(index.KeySchema, "HASH"),
                rangeKey: keyOf(index.KeySchema, "RANGE"),
                projectionType: index.Projection?.ProjectionType,
                nonKeyAttributes: nonEmpty(index.Projection?.NonKeyAttributes),
              }),
              ...capacity(declared?.globalSecondaryIndexes?.find(({ name }) => name === index.IndexName)),
            })),
            declared?.globalSecondaryIndexes,
          ),
    hashKey: keyOf(found.KeySchema, "HASH"),
    rangeKey: keyOf(found.KeySchema, "RANGE"),
    serverSideEncryption: encryption(found, state),
    streamEnabled: found.StreamSpecification?.StreamEnabled ?? state.streamEnabled,
    streamViewType: found.StreamSpecification?.StreamViewType ?? state.streamViewType,
    streamArn: found.LatestStreamArn,
    streamLabel: found.LatestStreamLabel,
    tableClass: found.TableClassSummary?.TableClass ?? state.tableClass,
  });
}

function encryption(found: TableDescription, state: Properties): unknown {
  const isOn = found.SSEDescription?.Status === "ENABLED";
  if (!isOn) return typeof state.serverSideEncryption === "object" ? { enabled: false } : undefined;
  return present({ enabled: true, kmsKeyArn: found.SSEDescription?.KMSMasterKeyArn });
}

function capacity(index: { readCapacity?: number; writeCapacity?: number } | undefined): Properties {
  return present({ readCapacity: index?.readCapacity, writeCapacity: index?.writeCapacity });
}

function keyOf(schema: readonly KeySchemaElement[] | undefined, type: "HASH" | "RANGE"): string | undefined {
  return schema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
}

function nonEmpty(list: string[] | undefined): string[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function inOrder<Item extends { name: string }>(found: Item[], declared: readonly { name: string }[] = []): Item[] {
  const position = ({ name }: Item) => {
    const index = declared.findIndex((candidate) => candidate.name === name);
    return index === -1 ? declared.length : index;
  };
  return found.sort((left, right) => position(left) - position(right));
}
