import { randomUUID } from "node:crypto";

import {
  CreateTableCommand,
  GetTableCommand,
  type Table,
  type TableInput,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { z } from "zod";

import type { EmulatorClients } from "./clients.ts";
import { currentSchema, evolvedMetadata, initialMetadata } from "./iceberg-metadata.ts";
import type { IcebergField, IcebergMetadata, IcebergTable } from "./iceberg-model.ts";
import { hiveType, icebergType, openTableFormatInput } from "./iceberg-table.ts";
import { stringMap } from "./properties.ts";

/** Where a table is in the catalog. */
export interface IcebergCatalogs {
  readonly region: string;
  readonly CatalogId: string;
  readonly DatabaseName: string;
}

/** A changed declaration, with what the one before it declared (and may have to be taken off). */
export interface Evolution {
  readonly table: IcebergTable;
  readonly declaredProperties: Readonly<Record<string, string>>;
  readonly declaredParameters: Readonly<Record<string, string>>;
}

/** How often an update tries again when an engine commits at the same time. */
const attempts = 5;

/**
 * Iceberg tables of the Glue catalog. AWS's Glue writes the first metadata file when a table is created with an
 * `OpenTableFormatInput`; the emulator does not know that input, so this does.
 */
export class IcebergTables {
  readonly #clients: EmulatorClients;

  constructor(clients: EmulatorClients) {
    this.#clients = clients;
  }

  /** Writes the table's first metadata file, then its catalog entry. Fails when the table exists, as Glue does. */
  async create({ region, ...place }: IcebergCatalogs, input: TableInput, table: IcebergTable): Promise<void> {
    const commit = { timestampMs: Date.now(), uuid: randomUUID() };
    const file = `${table.location}/metadata/00000-${commit.uuid}.metadata.json`;
    const metadata = initialMetadata(table, commit);
    await this.#write(region, file, metadata);
    await this.#clients.glue(region).send(
      new CreateTableCommand({
        ...place,
        TableInput: entry(input, metadata, { metadata_location: file, ...input.Parameters }),
      }),
    );
  }

  /** Commits a changed declaration as an engine would: a new metadata file, then compare-and-swap of the entry. */
  async evolve(
    { region, ...place }: IcebergCatalogs,
    input: TableInput & { Name: string },
    evolution: Evolution,
  ): Promise<void> {
    const glue = this.#clients.glue(region);
    for (let attempt = 1; ; attempt += 1) {
      const { Table: found } = await glue.send(new GetTableCommand({ ...place, Name: input.Name }));
      const file = metadataLocation(found);
      const metadata = evolvedMetadata(
        { ...(await this.#read(region, file)), file },
        evolution.table,
        evolution.declaredProperties,
        { timestampMs: Date.now(), uuid: randomUUID() },
      );
      const next = nextMetadataFile(file, metadata.location);
      await this.#write(region, next, metadata);
      const engines = Object.entries(found?.Parameters ?? {}).filter(([key]) => !(key in evolution.declaredParameters));
      const parameters = {
        ...Object.fromEntries(engines),
        ...input.Parameters,
        metadata_location: next,
        previous_metadata_location: file,
      };
      try {
        await glue.send(
          new UpdateTableCommand({
            ...place,
            VersionId: found?.VersionId,
            TableInput: entry(input, metadata, parameters),
          }),
        );
        return;
      } catch (error) {
        const conflict = error instanceof Error && error.name === "ConcurrentModificationException";
        if (!conflict || attempt === attempts) throw error;
      }
    }
  }

  /** The current metadata of a table; `undefined` when it is no Iceberg table (any more) or its file is gone. */
  async metadata(region: string, table: Table): Promise<IcebergMetadata | undefined> {
    const file = table.Parameters?.metadata_location;
    if (file === undefined) return undefined;
    try {
      return await this.#read(region, file);
    } catch (error) {
      if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NoSuchBucket")) return undefined;
      throw error;
    }
  }

  async #read(region: string, file: string): Promise<IcebergMetadata> {
    const { Body } = await this.#clients.s3(region).send(new GetObjectCommand(s3Place(file)));
    const parsed: unknown = JSON.parse((await Body?.transformToString()) ?? "");
    return metadataFile.parse(parsed);
  }

  async #write(region: string, file: string, metadata: IcebergMetadata): Promise<void> {
    await this.#clients.s3(region).send(
      new PutObjectCommand({
        ...s3Place(file),
        Body: JSON.stringify(metadata),
        ContentType: "application/json",
        // A metadata file is never written twice.
        IfNoneMatch: "*",
      }),
    );
  }
}

/** The parts used here are checked; whatever else the file holds is carried along as it was read. */
const metadataFile = z.looseObject({
  "format-version": z.literal(2),
  "table-uuid": z.string(),
  location: z.string(),
  "last-updated-ms": z.number(),
  "last-column-id": z.number(),
  "current-schema-id": z.number(),
  schemas: z.array(
    z.looseObject({
      type: z.literal("struct"),
      "schema-id": z.number(),
      "identifier-field-ids": z.array(z.number()).optional(),
      fields: z.array(
        z.looseObject({
          id: z.number(),
          name: z.string(),
          required: z.boolean(),
          type: z.unknown(),
          doc: z.string().optional(),
        }),
      ),
    }),
  ),
  "default-spec-id": z.number(),
  "partition-specs": z.array(
    z.looseObject({
      "spec-id": z.number(),
      fields: z.array(
        z.looseObject({ "source-id": z.number(), "field-id": z.number(), name: z.string(), transform: z.string() }),
      ),
    }),
  ),
  "last-partition-id": z.number(),
  "default-sort-order-id": z.number(),
  "sort-orders": z.array(
    z.looseObject({
      "order-id": z.number(),
      fields: z.array(
        z.looseObject({
          transform: z.string(),
          "source-id": z.number(),
          direction: z.string(),
          "null-order": z.string(),
        }),
      ),
    }),
  ),
  properties: stringMap.optional(),
  "metadata-log": z.array(z.looseObject({ "timestamp-ms": z.number(), "metadata-file": z.string() })).optional(),
});

function metadataLocation(table: Table | undefined): string {
  const file = table?.Parameters?.metadata_location;
  if (file === undefined) {
    throw new Error("the catalog entry has no metadata_location any more; delete the table and deploy again.");
  }
  return file;
}

function s3Place(uri: string): { Bucket: string; Key: string } {
  const match = /^s3a?:\/\/([^/]+)\/(.+)$/.exec(uri);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`${uri} is not of the form s3://bucket/key.`);
  return { Bucket: match[1], Key: match[2] };
}

function nextMetadataFile(file: string, location: string): string {
  const number = Number(/\/(\d+)-[^/]*$/.exec(file)?.[1] ?? "0") + 1;
  return `${location}/metadata/${String(number).padStart(5, "0")}-${randomUUID()}.metadata.json`;
}

/** The catalog entry as Iceberg's own Glue catalog writes it, so that engines and the console see columns. */
function entry(input: TableInput, metadata: IcebergMetadata, parameters: Record<string, string>): TableInput {
  return {
    ...input,
    TableType: "EXTERNAL_TABLE",
    Parameters: { ...parameters, table_type: "ICEBERG" },
    StorageDescriptor: {
      Location: metadata.location,
      Columns: currentSchema(metadata).fields.map((field) => ({
        Name: field.name,
        Type: hiveType(field.type),
        Comment: field.doc,
        Parameters: {
          "iceberg.field.id": String(field.id),
          "iceberg.field.optional": String(!field.required),
          "iceberg.field.current": "true",
        },
      })),
    },
  };
}

/**
 * The declared `openTableFormatInput` with the table's schema in it where that differs (an engine altered it);
 * `undefined` where the table is no Iceberg table any more.
 */
export function currentIcebergInput(declared: unknown, metadata: IcebergMetadata | undefined): unknown {
  if (metadata === undefined) return undefined;
  const parsed = openTableFormatInput.safeParse(declared);
  const table = parsed.data?.icebergInput.icebergTableInput;
  if (parsed.data === undefined || table === undefined) return declared;
  const found = currentSchema(metadata).fields.map((field) => declaredField(field, table.schema.fields));
  if (
    JSON.stringify(found) === JSON.stringify(table.schema.fields) &&
    metadata.location === table.location.replace(/\/+$/, "")
  ) {
    return declared;
  }
  return {
    icebergInput: {
      ...parsed.data.icebergInput,
      icebergTableInput: { ...table, location: metadata.location, schema: { ...table.schema, fields: found } },
    },
  };
}

interface DeclaredField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly doc?: string;
}

/** A field of the table in the declaration's form, letter for letter as declared where it means the same. */
function declaredField(field: IcebergField, declared: readonly DeclaredField[]): DeclaredField {
  const before = declared.find(({ id }) => id === field.id);
  const type = typeof field.type === "string" ? field.type : JSON.stringify(field.type);
  const unchanged =
    before !== undefined && JSON.stringify(icebergType(before.type, before.name)) === JSON.stringify(field.type);
  return {
    id: field.id,
    name: field.name,
    required: field.required,
    type: unchanged ? before.type : type,
    ...(field.doc === undefined ? {} : { doc: field.doc }),
  };
}
