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
    "Iceberg tables of the Glue Data Catalog by name: Glue database, table and S3 location",
    known(
      z.record(
        z.string(),
        z.object({ database: z.string(), table: z.string(), location: z.string().startsWith("s3://") }),
      ),
    ),
  ),
  tableBuckets: stable(
    "Table buckets of S3 Tables by layer, none where tables are in Glue: ARN, namespace, and by table the ALTER TABLE statements of its first writer",
    known(
      z.record(
        z.string(),
        z.object({ arn: arn("s3tables"), namespace: z.string(), tables: z.record(z.string(), z.array(z.string())) }),
      ),
    ),
  ),
  schemaRegistry: stable("Glue Schema Registry with the schemas of the events: its name", known(z.string())),
  jobSecurityConfiguration: stable(
    "Glue security configuration that every job runs under: its name",
    known(z.string()),
  ),
  accessLogs: stable(
    "Bucket that keeps who read and wrote objects of the lake: CloudTrail's data events, by day under AWSLogs/",
    bucket,
  ),
  jobRoles: stable("Roles of the Glue jobs by job", z.object({ rawLanding: known(arn("iam")) })),
});
