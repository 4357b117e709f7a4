import type * as pulumi from "@pulumi/pulumi";
import { IcebergTable, type IcebergTableArgs } from "../../components/lake/iceberg-table.ts";
import { LakeFormation, type LakeFormationArgs } from "../../components/lake/lake-formation.ts";
import { SecureBucket, type SecureBucketArgs } from "../../components/storage/secure-bucket.ts";

/** What a lake is made of here; the test says what it is to be. */
export interface UpgradedLake {
  readonly bucket: SecureBucketArgs;
  readonly formation: LakeFormationArgs;
  /** By logical name. */
  readonly tables: Readonly<Record<string, IcebergTableArgs>>;
  /** Whether the account's defaults are what AWS ships: everybody whom IAM lets in. */
  readonly loosened: boolean;
}

const everybody = [{ permissions: ["ALL"], principal: "IAM_ALLOWED_PRINCIPALS" }];

/** Declares the lake, in a Pulumi program. */
export function upgradedLake({ bucket, formation, tables, loosened }: UpgradedLake): void {
  const loosen: pulumi.ResourceTransformation = ({ type, props, opts }) =>
    loosened && type === "aws:lakeformation/dataLakeSettings:DataLakeSettings"
      ? { props: { ...(props as object), createTableDefaultPermissions: everybody }, opts }
      : undefined;
  new SecureBucket("bucket", bucket);
  new LakeFormation("formation", formation, { transformations: [loosen] });
  for (const [name, args] of Object.entries(tables)) new IcebergTable(name, args);
}
