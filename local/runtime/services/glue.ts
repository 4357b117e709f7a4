import {
  CreateDatabaseCommand,
  DeleteDatabaseCommand,
  GetDatabaseCommand,
  GetTagsCommand,
  type GlueClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDatabaseCommand,
} from "@aws-sdk/client-glue";
import { z } from "zod";

import type { ResourceContext, ResourceHandler, ResourceHandlers } from "../../provider/resource-type.ts";
import type { EmulatorClients } from "./clients.ts";
import { catalogTable } from "./glue-table.ts";
import { handler } from "./handler.ts";
import { currentTags, present, regionOf, stringMap, tagChange, tagged, tagsOf, text } from "./properties.ts";

/** Real Glue types: the data catalog, with tables that Spark and PyIceberg load. */
export function handlers(clients: EmulatorClients): ResourceHandlers {
  return {
    "aws:glue/catalogDatabase:CatalogDatabase": catalogDatabase(clients),
    "aws:glue/catalogTable:CatalogTable": catalogTable(clients),
  };
}

const inputs = z.object({
  name: z.string(),
  region: z.string().optional(),
  catalogId: z.string().optional(),
  description: z.string().optional(),
  locationUri: z.string().optional(),
  parameters: stringMap.optional(),
  ...tagged,
});

type Inputs = z.infer<typeof inputs>;

function catalogDatabase(clients: EmulatorClients): ResourceHandler {
  return handler({
    inputs,
    exists: ["AlreadyExistsException"],
    gone: ["EntityNotFoundException"],
    async create(given, context) {
      const CatalogId = given.catalogId ?? context.account.accountId;
      await clients
        .glue(regionOf(given, context))
        .send(new CreateDatabaseCommand({ CatalogId, DatabaseInput: databaseInput(given), Tags: tagsOf(given) }));
      return `${CatalogId}:${given.name}`;
    },
    async read(id, state, context) {
      const { CatalogId, Name } = databaseNames(id);
      const region = regionOf(state, context);
      const glue = clients.glue(region);
      const { Database: found } = await glue.send(new GetDatabaseCommand({ CatalogId, Name }));
      if (found === undefined) return undefined;
      const arn = databaseArn(Name, region, context);
      const { Tags = {} } = await glue.send(new GetTagsCommand({ ResourceArn: arn }));
      return present({
        id,
        arn,
        region,
        catalogId: CatalogId,
        name: Name,
        // An empty description and none are the same to Glue.
        description: found.Description === "" ? text(state, "description") : found.Description,
        locationUri: found.LocationUri ?? "",
        parameters: Object.keys(found.Parameters ?? {}).length === 0 ? state.parameters : found.Parameters,
        ...currentTags(state, Tags),
      });
    },
    async update(id, given, { context }) {
      const { CatalogId, Name } = databaseNames(id);
      const region = regionOf(given, context);
      const glue = clients.glue(region);
      await glue.send(new UpdateDatabaseCommand({ CatalogId, Name, DatabaseInput: databaseInput(given) }));
      await setTags(glue, databaseArn(Name, region, context), tagsOf(given));
    },
    async delete(id, state, context) {
      await clients.glue(regionOf(state, context)).send(new DeleteDatabaseCommand(databaseNames(id)));
    },
  });
}

function databaseInput(given: Inputs): {
  Name: string;
  Description: string;
  LocationUri?: string;
  Parameters: Record<string, string>;
} {
  return {
    Name: given.name,
    Description: given.description ?? "",
    LocationUri: given.locationUri,
    Parameters: given.parameters ?? {},
  };
}

function databaseNames(id: string): { CatalogId: string; Name: string } {
  const [CatalogId = "", Name = ""] = id.split(":");
  return { CatalogId, Name };
}

function databaseArn(name: string, region: string, { account }: ResourceContext): string {
  return `arn:${account.partition}:glue:${region}:${account.accountId}:database/${name}`;
}

async function setTags(glue: GlueClient, ResourceArn: string, wanted: Record<string, string>): Promise<void> {
  const { Tags = {} } = await glue.send(new GetTagsCommand({ ResourceArn }));
  const { remove, set } = tagChange(Tags, wanted);
  if (remove.length > 0) await glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: remove }));
  if (Object.keys(set).length > 0) await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: set }));
}
