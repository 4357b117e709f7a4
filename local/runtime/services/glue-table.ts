import {
  CreateTableCommand,
  DeleteTableCommand,
  GetTableCommand,
  type Table,
  type TableInput,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { z } from "zod";

import type { Properties, ResourceHandler } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { column, fromColumn, fromStorage, storageDescriptor, toColumn, toStorage } from "./glue-storage.ts";
import { handler } from "./handler.ts";
import { currentIcebergInput, type IcebergCatalogs, IcebergTables } from "./iceberg-catalog.ts";
import type { IcebergTable } from "./iceberg-model.ts";
import { declaredTable, openTableFormatInput, tableOfColumns } from "./iceberg-table.ts";
import { present, regionOf, stringMap, text } from "./properties.ts";

const inputs = z.object({
  name: z.string(),
  databaseName: z.string(),
  region: z.string().optional(),
  catalogId: z.string().optional(),
  description: z.string().optional(),
  openTableFormatInput: openTableFormatInput.optional(),
  owner: z.string().optional(),
  parameters: stringMap.optional(),
  partitionKeys: z.array(column).optional(),
  retention: z.number().optional(),
  storageDescriptor: storageDescriptor.optional(),
  tableType: z.string().optional(),
  viewExpandedText: z.string().optional(),
  viewOriginalText: z.string().optional(),
});

type Inputs = z.infer<typeof inputs>;

/** `aws:glue/catalogTable:CatalogTable`. With an `openTableFormatInput` it is an Iceberg table, empty but loadable. */
export function catalogTable(clients: EmulatorClients): ResourceHandler {
  const iceberg = new IcebergTables(clients);
  return handler({
    inputs,
    exists: ["AlreadyExistsException"],
    gone: ["EntityNotFoundException"],
    async create(given, context) {
      const CatalogId = given.catalogId ?? context.account.accountId;
      const region = regionOf(given, context);
      const place = { CatalogId, DatabaseName: given.databaseName };
      const table = icebergTable(given);
      if (table === undefined) {
        await clients.glue(region).send(new CreateTableCommand({ ...place, TableInput: tableInput(given) }));
      } else {
        await iceberg.create({ region, ...place }, tableInput(given), table);
      }
      return `${CatalogId}:${given.databaseName}:${given.name}`;
    },
    async read(id, state, context) {
      const place = tablePlace(id);
      const region = regionOf(state, context);
      const { Table: found } = await clients.glue(region).send(new GetTableCommand(place));
      if (found === undefined) return undefined;
      const { partition, accountId } = context.account;
      return present({
        id,
        arn: `arn:${partition}:glue:${region}:${accountId}:table/${place.DatabaseName}/${place.Name}`,
        region,
        catalogId: place.CatalogId,
        databaseName: place.DatabaseName,
        name: place.Name,
        description: found.Description === "" ? text(state, "description") : found.Description,
        owner: found.Owner === "" ? text(state, "owner") : found.Owner,
        ...(state.openTableFormatInput === undefined
          ? plainTable(found, state)
          : await icebergState(iceberg, { region, ...place }, found, state)),
      });
    },
    async update(id, given, { state, context }) {
      const { CatalogId, DatabaseName } = tablePlace(id);
      const region = regionOf(given, context);
      const table = icebergTable(given);
      if (table === undefined) {
        await clients
          .glue(region)
          .send(new UpdateTableCommand({ CatalogId, DatabaseName, TableInput: tableInput(given) }));
        return;
      }
      const before = inputs.safeParse(state).data;
      await iceberg.evolve({ region, CatalogId, DatabaseName }, tableInput(given), {
        table,
        declaredProperties: (before && icebergTable(before)?.properties) ?? {},
        declaredParameters: before?.parameters ?? {},
      });
    },
    async delete(id, state, context) {
      // The data and metadata files stay: they belong to the bucket.
      await clients.glue(regionOf(state, context)).send(new DeleteTableCommand(tablePlace(id)));
    },
  });
}

function tablePlace(id: string): { CatalogId: string; DatabaseName: string; Name: string } {
  const [CatalogId = "", DatabaseName = "", Name = ""] = id.split(":");
  return { CatalogId, DatabaseName, Name };
}

function icebergTable(given: Inputs): IcebergTable | undefined {
  if (given.openTableFormatInput === undefined) return undefined;
  const { icebergTableInput } = given.openTableFormatInput.icebergInput;
  if (icebergTableInput !== undefined) return declaredTable(icebergTableInput);
  const { location, columns } = given.storageDescriptor ?? {};
  if (location === undefined || columns === undefined) {
    throw new Error("an Iceberg table needs icebergTableInput, or a storageDescriptor with location and columns.");
  }
  return tableOfColumns(location, columns);
}

function tableInput(given: Inputs): TableInput & { Name: string } {
  return {
    Name: given.name,
    Description: given.description ?? "",
    Owner: given.owner,
    Parameters: given.parameters ?? {},
    PartitionKeys: given.partitionKeys?.map(toColumn),
    Retention: given.retention,
    StorageDescriptor: given.storageDescriptor && toStorage(given.storageDescriptor),
    TableType: given.tableType,
    ViewExpandedText: given.viewExpandedText,
    ViewOriginalText: given.viewOriginalText,
  };
}

function plainTable(found: Table, state: Properties): Properties {
  const storage = found.StorageDescriptor;
  const hasStorage = storage !== undefined && Object.keys(storage).length > 0;
  return {
    parameters: Object.keys(found.Parameters ?? {}).length === 0 ? state.parameters : found.Parameters,
    partitionKeys:
      (found.PartitionKeys ?? []).length === 0 ? state.partitionKeys : found.PartitionKeys?.map(fromColumn),
    storageDescriptor: hasStorage ? fromStorage(storage) : undefined,
    tableType: found.TableType,
    viewExpandedText: found.ViewExpandedText,
    viewOriginalText: found.ViewOriginalText,
  };
}

/**
 * An Iceberg table's parameters and columns in the catalog are written by engines at every commit, so only what the
 * program declared is compared: its own parameters, and its schema with the table's current one.
 */
async function icebergState(
  iceberg: IcebergTables,
  place: IcebergCatalogs & { Name: string },
  found: Table,
  state: Properties,
): Promise<Properties> {
  const declared = stringMap.optional().catch(undefined).parse(state.parameters);
  const parameters =
    declared &&
    Object.fromEntries(Object.entries(found.Parameters ?? {}).filter(([key]) => declared[key] !== undefined));
  return {
    parameters,
    openTableFormatInput: currentIcebergInput(state.openTableFormatInput, await iceberg.metadata(place.region, found)),
  };
}
