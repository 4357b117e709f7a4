import {
  glueCatalogArn,
  glueDatabaseArn,
  glueTableArn,
  type Place,
  schemaArn,
  schemaRegistryArn,
} from "../../naming.ts";
import { type Grant } from "../grant.ts";

/** Tables of a Glue database. Their data is granted apart, as objects. */
export interface Tables {
  readonly place: Place;
  readonly database: string;
  readonly tables: readonly string[];
}

/** A registry of the Glue Schema Registry. */
export interface SchemaRegistry {
  readonly place: Place;
  readonly registry: string;
}

/** Load Iceberg tables. */
export function readTables(tables: Tables): Grant {
  return onTables("ReadTables", tables, ["glue:GetDatabase", "glue:GetTable"]);
}

/** Load Iceberg tables and commit to them; the tables themselves are made and dropped by the lake's stack alone. */
export function writeTables(tables: Tables): Grant {
  return onTables("WriteTables", tables, ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"]);
}

/** Get credentials for data whose location is registered with Lake Formation, which then decides by its own permissions. */
export function useLakeFormation(): Grant {
  return {
    statements: [{ Sid: "UseLakeFormation", Effect: "Allow", Action: "lakeformation:GetDataAccess", Resource: "*" }],
    keyAliases: [],
  };
}

/**
 * Look schemas up by definition and by the version's ID that stands in each record, which names no registry.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html
 */
export function readSchemas({ place, registry }: SchemaRegistry): Grant {
  return {
    statements: [
      {
        Sid: "ReadSchemas",
        Effect: "Allow",
        Action: ["glue:GetSchema", "glue:GetSchemaByDefinition"],
        Resource: [schemaRegistryArn(place, registry), schemaArn(place, registry, "*")],
      },
      { Sid: "ReadSchemaVersions", Effect: "Allow", Action: "glue:GetSchemaVersion", Resource: "*" },
    ],
    keyAliases: [],
  };
}

function onTables(Sid: string, { place, database, tables }: Tables, Action: readonly string[]): Grant {
  if (tables.length === 0) {
    throw new Error(`No table of the Glue database "${database}" is named; name those the workload uses.`);
  }
  return {
    statements: [
      {
        Sid,
        Effect: "Allow",
        Action,
        // Glue checks the way to a table too: its catalog and its database.
        Resource: [
          glueCatalogArn(place),
          glueDatabaseArn(place, database),
          ...tables.map((table) => glueTableArn(place, database, table)),
        ],
      },
    ],
    keyAliases: [],
  };
}
