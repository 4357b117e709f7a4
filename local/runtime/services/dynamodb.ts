import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexUpdate,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";

import type { ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { fromTable, inputs, type Inputs, toIndex, toTable } from "./dynamodb-table.ts";
import { handler } from "./handler.ts";
import { currentTags, present, regionOf, tagChange, tagList, tagMap, tagsOf, text } from "./properties.ts";

/** Real DynamoDB types. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return { "aws:dynamodb/table:Table": table(clients) };
}

function table(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists: ["ResourceInUseException", "TableAlreadyExistsException"],
    gone: ["ResourceNotFoundException", "TableNotFoundException"],
    async create(given, context) {
      const dynamodb = clients.dynamodb(regionOf(given, context));
      await dynamodb.send(new CreateTableCommand({ ...toTable(given), Tags: tagList(tagsOf(given)) }));
      await setTimeToLive(dynamodb, given);
      if (given.pointInTimeRecovery?.enabled === true) await setRecovery(dynamodb, given);
      return given.name;
    },
    async read(id, state, context) {
      const region = regionOf(state, context);
      const dynamodb = clients.dynamodb(region);
      const { Table: found } = await dynamodb.send(new DescribeTableCommand({ TableName: id }));
      if (found === undefined) return undefined;
      const { TimeToLiveDescription: ttl } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: id }));
      const { ContinuousBackupsDescription: backups } = await dynamodb.send(
        new DescribeContinuousBackupsCommand({ TableName: id }),
      );
      const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: found.TableArn }));
      const ttlOn = ttl?.TimeToLiveStatus === "ENABLED";
      return present({
        id,
        region,
        ...fromTable(found, state),
        ttl: ttlOn ? { attributeName: ttl.AttributeName, enabled: true } : offUnless(state.ttl, ttl?.TimeToLiveStatus),
        pointInTimeRecovery: {
          ...(typeof state.pointInTimeRecovery === "object" ? state.pointInTimeRecovery : {}),
          enabled: backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === "ENABLED",
        },
        ...currentTags(state, tagMap(Tags)),
      });
    },
    async update(id, given, { state, context }) {
      const dynamodb = clients.dynamodb(regionOf(given, context));
      const { AttributeDefinitions, BillingMode, ProvisionedThroughput, ...wanted } = toTable(given);
      await dynamodb.send(
        new UpdateTableCommand({
          TableName: id,
          BillingMode,
          ProvisionedThroughput,
          DeletionProtectionEnabled: wanted.DeletionProtectionEnabled,
          SSESpecification: wanted.SSESpecification ?? { Enabled: false },
          ...(given.streamEnabled === state.streamEnabled ? {} : { StreamSpecification: wanted.StreamSpecification }),
        }),
      );
      // DynamoDB takes one index change per call.
      for (const change of await indexChanges(dynamodb, given)) {
        await dynamodb.send(
          new UpdateTableCommand({ TableName: id, AttributeDefinitions, GlobalSecondaryIndexUpdates: [change] }),
        );
      }
      await setTimeToLive(dynamodb, given);
      await setRecovery(dynamodb, given);
      const ResourceArn = text(state, "arn") ?? "";
      const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
      const { remove, set } = tagChange(tagMap(Tags), tagsOf(given));
      if (remove.length > 0) await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: remove }));
      if (Object.keys(set).length > 0) {
        await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) }));
      }
    },
    async delete(id, state, context) {
      await clients.dynamodb(regionOf(state, context)).send(new DeleteTableCommand({ TableName: id }));
    },
  });
}

/** A setting declared as off and one never touched are the same to DynamoDB. */
function offUnless(declared: unknown, status: string | undefined): unknown {
  if (declared === undefined && status !== "ENABLED") return undefined;
  return typeof declared === "object" ? { ...declared, enabled: false } : undefined;
}

async function setTimeToLive(dynamodb: DynamoDBClient, given: Inputs): Promise<void> {
  const TableName = given.name;
  const { TimeToLiveDescription: found } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  const isOn = found?.TimeToLiveStatus === "ENABLED";
  const wanted = given.ttl?.enabled === true;
  const AttributeName = given.ttl?.attributeName ?? found?.AttributeName;
  if (isOn === wanted || AttributeName === undefined) return;
  await dynamodb.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: wanted, AttributeName } }),
  );
}

async function setRecovery(dynamodb: DynamoDBClient, given: Inputs): Promise<void> {
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName: given.name,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: given.pointInTimeRecovery?.enabled ?? false,
        RecoveryPeriodInDays: given.pointInTimeRecovery?.recoveryPeriodInDays,
      },
    }),
  );
}

async function indexChanges(dynamodb: DynamoDBClient, given: Inputs): Promise<GlobalSecondaryIndexUpdate[]> {
  const { Table: found } = await dynamodb.send(new DescribeTableCommand({ TableName: given.name }));
  const there = new Set((found?.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName }) => IndexName ?? []));
  const wanted = given.globalSecondaryIndexes ?? [];
  const removed = [...there].filter((name) => !wanted.some((index) => index.name === name));
  return [
    ...removed.map((IndexName) => ({ Delete: { IndexName } })),
    ...wanted.filter(({ name }) => !there.has(name)).map((index) => ({ Create: toIndex(index, given) })),
  ];
}
