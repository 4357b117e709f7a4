import { z } from "zod";
import { defineContract, known, stable } from "./contract.ts";
import { arn, bucket } from "./shapes.ts";

export const lakeContract = defineContract("lake", {
  buckets: stable(
    "Lake buckets by purpose",
    z.object({ raw: bucket, analytics: bucket, quarantine: bucket, pii: bucket, code: bucket, queryResults: bucket }),
  ),
  databases: stable("Glue databases by layer", z.object({ raw: known(z.string()), analytics: known(z.string()) })),
  tables: stable(
    "Iceberg tables by name: Glue database, table and S3 location",
    known(
      z.record(
        z.string(),
        z.object({ database: z.string(), table: z.string(), location: z.string().startsWith("s3://") }),
      ),
    ),
  ),
  jobRoles: stable("Roles of the Glue jobs by job", z.object({ rawLanding: known(arn("iam")) })),
});
