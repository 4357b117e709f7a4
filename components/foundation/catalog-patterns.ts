/** Events of one kind, for an EventBridge rule. */
interface CatalogPattern {
  readonly description: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** Calls that change databases, tables, partitions, their upkeep, schemas, or who may use them. */
const glueCalls = [
  "BatchCreatePartition",
  "BatchDeletePartition",
  "BatchDeleteTable",
  "BatchDeleteTableVersion",
  "BatchUpdatePartition",
  "CreateDatabase",
  "CreatePartition",
  "CreatePartitionIndex",
  "CreateRegistry",
  "CreateSchema",
  "CreateTable",
  "CreateTableOptimizer",
  "DeleteDatabase",
  "DeletePartition",
  "DeletePartitionIndex",
  "DeleteRegistry",
  "DeleteResourcePolicy",
  "DeleteSchema",
  "DeleteSchemaVersions",
  "DeleteTable",
  "DeleteTableOptimizer",
  "DeleteTableVersion",
  "PutDataCatalogEncryptionSettings",
  "PutResourcePolicy",
  "RegisterSchemaVersion",
  "UpdateDatabase",
  "UpdatePartition",
  "UpdateRegistry",
  "UpdateSchema",
  "UpdateTable",
  "UpdateTableOptimizer",
] as const;

const lakeFormationCalls = [
  "AddLFTagsToResource",
  "BatchGrantPermissions",
  "BatchRevokePermissions",
  "CreateLFTag",
  "DeleteLFTag",
  "DeregisterResource",
  "GrantPermissions",
  "PutDataLakeSettings",
  "RegisterResource",
  "RemoveLFTagsFromResource",
  "RevokePermissions",
  "UpdateLFTag",
] as const;

function callsTo(service: string, eventName: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    source: [`aws.${service}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName },
  };
}

/**
 * Changes of the Glue Data Catalog: what Glue says has changed (best effort, without who), and the calls that changed it
 * (with who; EventBridge gets them while a trail of the account records management events).
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-glue.html
 */
export const catalogPatterns = {
  state: {
    description: "Databases and tables that changed, as Glue says",
    event: {
      source: ["aws.glue"],
      "detail-type": ["Glue Data Catalog Database State Change", "Glue Data Catalog Table State Change"],
    },
  },
  calls: { description: "Calls that change the Glue Data Catalog", event: callsTo("glue", glueCalls) },
  permissions: {
    description: "Calls that change who may use the catalogue in Lake Formation",
    event: callsTo("lakeformation", lakeFormationCalls),
  },
} as const satisfies Record<string, CatalogPattern>;
