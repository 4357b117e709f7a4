import { redshiftSnapshotsVpc } from "../../../policy/data-protection/redshift-snapshots-vpc.ts";
import { valueRows } from "../rows.ts";
import { type RuleTable } from "../table.ts";

const [cluster] = redshiftSnapshotsVpc.types;

export const table: RuleTable = {
  rule: redshiftSnapshotsVpc,
  compliant: {
    [cluster]: {
      clusterIdentifier: "prod-warehouse",
      automatedSnapshotRetentionPeriod: 7,
      enhancedVpcRouting: true,
      masterUsername: "warehouse_owner",
    },
  },
  rows: [
    { kind: "compliant", title: "a week of snapshots", findings: [] },
    ...valueRows("automatedSnapshotRetentionPeriod", { bad: [0, 1] }),
    ...valueRows("enhancedVpcRouting", { bad: [false] }),
    ...valueRows("masterUsername", { bad: ["awsuser", "Admin"], absent: "passes" }),
  ],
};
