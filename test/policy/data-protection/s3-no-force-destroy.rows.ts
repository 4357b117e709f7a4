import { s3NoForceDestroy } from "../../../policy/data-protection/s3-no-force-destroy.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const repository = "aws:ecr/repository:Repository";
const buckets = s3NoForceDestroy.types.filter((type) => type !== repository);

export const table: RuleTable = {
  rule: s3NoForceDestroy,
  compliant: {
    ...Object.fromEntries(buckets.map((type) => [type, { forceDestroy: false }])),
    [repository]: { name: "collector", forceDelete: false },
  },
  rows: [
    { kind: "compliant", title: "a bucket", findings: [] },
    { kind: "compliant", title: "a repository", type: repository, findings: [] },
    ...buckets.flatMap((type) => valueRows("forceDestroy", { bad: [true], absent: "passes", type })),
    ...valueRows("forceDelete", { bad: [true], absent: "passes", type: repository }),
  ],
};
