import { dbNotPublic } from "../../../policy/network/db-not-public.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const replicationInstance = "aws:dms/replicationInstance:ReplicationInstance";

export const table: RuleTable = {
  rule: dbNotPublic,
  compliant: Object.fromEntries(dbNotPublic.types.map((type) => [type, { publiclyAccessible: false }])),
  rows: [
    { kind: "compliant", title: "private", findings: [] },
    ...dbNotPublic.types.flatMap((type) =>
      valueRows("publiclyAccessible", {
        bad: [true, "false"],
        absent: type === replicationInstance ? "fails" : "passes",
        type,
      }),
    ),
  ],
};
