import type { Column, StorageDescriptor } from "@aws-sdk/client-glue";
import { z } from "zod";

import type { Properties } from "../../provider/resource-type.ts";
import { present, stringMap } from "./properties.ts";

/** A column or partition key of the Pulumi type. */
export const column = z.object({
  name: z.string(),
  type: z.string().optional(),
  comment: z.string().optional(),
  parameters: stringMap.optional(),
});

/** `storageDescriptor` of the Pulumi type. */
export const storageDescriptor = z.object({
  additionalLocations: z.array(z.string()).optional(),
  bucketColumns: z.array(z.string()).optional(),
  columns: z.array(column).optional(),
  compressed: z.boolean().optional(),
  inputFormat: z.string().optional(),
  location: z.string().optional(),
  numberOfBuckets: z.number().optional(),
  outputFormat: z.string().optional(),
  parameters: stringMap.optional(),
  schemaReference: z
    .object({
      schemaId: z
        .object({
          registryName: z.string().optional(),
          schemaArn: z.string().optional(),
          schemaName: z.string().optional(),
        })
        .optional(),
      schemaVersionId: z.string().optional(),
      schemaVersionNumber: z.number(),
    })
    .optional(),
  serDeInfo: z
    .object({
      name: z.string().optional(),
      parameters: stringMap.optional(),
      serializationLibrary: z.string().optional(),
    })
    .optional(),
  sortColumns: z.array(z.object({ column: z.string(), sortOrder: z.number() })).optional(),
  storedAsSubDirectories: z.boolean().optional(),
});

/** Glue's form of a column. */
export function toColumn(given: z.infer<typeof column>): Column {
  return { Name: given.name, Type: given.type, Comment: given.comment, Parameters: given.parameters };
}

/** The Pulumi type's form of a column. */
export function fromColumn(found: Column): Properties {
  return present({ name: found.Name, type: found.Type, comment: found.Comment, parameters: found.Parameters });
}

/** Glue's form of a storage descriptor. */
export function toStorage(given: z.infer<typeof storageDescriptor>): StorageDescriptor {
  const { schemaReference: reference, serDeInfo } = given;
  return {
    AdditionalLocations: given.additionalLocations,
    BucketColumns: given.bucketColumns,
    Columns: given.columns?.map(toColumn),
    Compressed: given.compressed,
    InputFormat: given.inputFormat,
    Location: given.location,
    NumberOfBuckets: given.numberOfBuckets,
    OutputFormat: given.outputFormat,
    Parameters: given.parameters,
    SchemaReference: reference && {
      SchemaId: reference.schemaId && {
        RegistryName: reference.schemaId.registryName,
        SchemaArn: reference.schemaId.schemaArn,
        SchemaName: reference.schemaId.schemaName,
      },
      SchemaVersionId: reference.schemaVersionId,
      SchemaVersionNumber: reference.schemaVersionNumber,
    },
    SerdeInfo: serDeInfo && {
      Name: serDeInfo.name,
      Parameters: serDeInfo.parameters,
      SerializationLibrary: serDeInfo.serializationLibrary,
    },
    SortColumns: given.sortColumns?.map(({ column, sortOrder }) => ({ Column: column, SortOrder: sortOrder })),
    StoredAsSubDirectories: given.storedAsSubDirectories,
  };
}

/** The Pulumi type's form of a storage descriptor. */
export function fromStorage(found: StorageDescriptor): Properties {
  const { SchemaReference: reference, SerdeInfo: serde } = found;
  return present({
    additionalLocations: found.AdditionalLocations,
    bucketColumns: found.BucketColumns,
    columns: found.Columns?.map(fromColumn),
    compressed: found.Compressed,
    inputFormat: found.InputFormat,
    location: found.Location,
    numberOfBuckets: found.NumberOfBuckets,
    outputFormat: found.OutputFormat,
    parameters: found.Parameters,
    schemaReference:
      reference &&
      present({
        schemaId:
          reference.SchemaId &&
          present({
            registryName: reference.SchemaId.RegistryName,
            schemaArn: reference.SchemaId.SchemaArn,
            schemaName: reference.SchemaId.SchemaName,
          }),
        schemaVersionId: reference.SchemaVersionId,
        schemaVersionNumber: reference.SchemaVersionNumber,
      }),
    serDeInfo:
      serde &&
      present({ name: serde.Name, parameters: serde.Parameters, serializationLibrary: serde.SerializationLibrary }),
    sortColumns: found.SortColumns?.map((sorted) => ({ column: sorted.Column, sortOrder: sorted.SortOrder })),
    storedAsSubDirectories: found.StoredAsSubDirectories,
  });
}
