/** What a program declares of an Iceberg table, checked and in Iceberg's terms. */
export interface IcebergTable {
  /** `s3://…`, without a slash at the end. */
  readonly location: string;
  readonly fields: readonly IcebergField[];
  readonly identifierFieldIds: readonly number[];
  readonly partition: readonly { sourceId: number; name: string; transform: string; fieldId?: number }[];
  readonly sortOrder: IcebergSortOrder["fields"];
  readonly properties: Readonly<Record<string, string>>;
}

/** The parts of an Iceberg v2 metadata file that a declaration decides; others are carried along as they are. */
export interface IcebergMetadata {
  readonly [part: string]: unknown;
  readonly "table-uuid": string;
  readonly location: string;
  readonly "last-updated-ms": number;
  readonly "last-column-id": number;
  readonly "current-schema-id": number;
  readonly schemas: readonly IcebergSchema[];
  readonly "default-spec-id": number;
  readonly "partition-specs": readonly IcebergPartitionSpec[];
  readonly "last-partition-id": number;
  readonly "default-sort-order-id": number;
  readonly "sort-orders": readonly IcebergSortOrder[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly "metadata-log"?: readonly { readonly "timestamp-ms": number; readonly "metadata-file": string }[];
}

/** A column; `type` is a name or, for nested types, an object of the Iceberg specification. */
export interface IcebergField {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: unknown;
  readonly doc?: string;
}

export interface IcebergSchema {
  readonly type: "struct";
  readonly "schema-id": number;
  readonly "identifier-field-ids"?: readonly number[];
  readonly fields: readonly IcebergField[];
}

export interface IcebergPartitionField {
  readonly "source-id": number;
  readonly "field-id": number;
  readonly name: string;
  readonly transform: string;
}

export interface IcebergPartitionSpec {
  readonly "spec-id": number;
  readonly fields: readonly IcebergPartitionField[];
}

export interface IcebergSortOrder {
  readonly "order-id": number;
  readonly fields: readonly {
    readonly transform: string;
    readonly "source-id": number;
    readonly direction: string;
    readonly "null-order": string;
  }[];
}
