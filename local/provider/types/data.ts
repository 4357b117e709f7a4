import { arn, hex } from "../recorded.ts";
import type { Properties, ResourceContext, ResourceTypes } from "../resource-type.ts";

function catalogId(inputs: Properties, { account }: ResourceContext): string {
  return typeof inputs.catalogId === "string" ? inputs.catalogId : account.accountId;
}

/** AWS Glue, Lake Formation, Amazon Athena and Amazon DynamoDB. */
export const types: ResourceTypes = {
  "aws:glue/catalogDatabase:CatalogDatabase": {
    id: (inputs, context) => `${catalogId(inputs, context)}:${String(inputs.name)}`,
    outputs: (_, inputs, context) => ({
      arn: arn(context, "glue", `database/${String(inputs.name)}`),
      catalogId: catalogId(inputs, context),
      createTableDefaultPermissions: [
        { permissions: ["ALL"], principal: { dataLakePrincipalIdentifier: "IAM_ALLOWED_PRINCIPALS" } },
      ],
    }),
  },
  "aws:glue/catalogTable:CatalogTable": {
    id: (inputs, context) => `${catalogId(inputs, context)}:${String(inputs.databaseName)}:${String(inputs.name)}`,
    outputs: (_, inputs, context) => ({
      arn: arn(context, "glue", `table/${String(inputs.databaseName)}/${String(inputs.name)}`),
      catalogId: catalogId(inputs, context),
      partitionIndices: [],
    }),
  },
  "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": {
    id: (inputs, context) =>
      [catalogId(inputs, context), inputs.databaseName, inputs.tableName, inputs.type].map(String).join(","),
  },
  "aws:glue/job:Job": {
    outputs: (id, _, context) => ({ arn: arn(context, "glue", `job/${id}`), maxCapacity: 0, timeout: 2880 }),
  },
  "aws:glue/registry:Registry": {
    autoName: "registryName",
    id: (inputs, context) => arn(context, "glue", `registry/${String(inputs.registryName)}`),
    outputs: (id) => ({ arn: id }),
  },
  "aws:glue/schema:Schema": {
    autoName: "schemaName",
    id: (inputs, context) => {
      const registry = typeof inputs.registryArn === "string" ? inputs.registryArn.split("/")[1] : "default-registry";
      return arn(context, "glue", `schema/${registry ?? "default-registry"}/${String(inputs.schemaName)}`);
    },
    outputs: (id) => ({
      arn: id,
      registryName: id.split("/")[1],
      latestSchemaVersion: 1,
      nextSchemaVersion: 2,
      schemaCheckpoint: 1,
    }),
  },
  "aws:glue/securityConfiguration:SecurityConfiguration": {},
  "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": { id: catalogId },
  "aws:lakeformation/dataLakeSettings:DataLakeSettings": { id: () => hex(10) },
  "aws:athena/workgroup:Workgroup": {
    outputs: (id, _, context) => ({ arn: arn(context, "athena", `workgroup/${id}`) }),
  },
  "aws:dynamodb/table:Table": {
    outputs: (id, _, context) => ({
      arn: arn(context, "dynamodb", `table/${id}`),
      readCapacity: 0,
      writeCapacity: 0,
      streamArn: "",
      streamLabel: "",
    }),
  },
};
