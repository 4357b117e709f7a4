import { met, mustBe, mustBeWithin } from "../check.ts";
import { read } from "../property.ts";
import { resourceRule } from "../rule.ts";

const wellKnown = ["admin", "awsuser"];

export const redshiftSnapshotsVpc = resourceRule({
  id: "redshift-snapshots-vpc",
  types: ["aws:redshift/cluster:Cluster"],
  what: "A Redshift cluster has a week of snapshots, copies data through the VPC, and its first user has a name of its own.",
  why: "One day of snapshots is the default; copies go past the VPC's endpoints and flow logs; and awsuser is what everybody tries first.",
  remedy:
    "Set automatedSnapshotRetentionPeriod: 7 or more, enhancedVpcRouting: true, and a masterUsername other than awsuser.",
  severity: "medium",
  level: "advisory",
  controls: {
    fsbp: ["Redshift.3", "Redshift.7", "Redshift.8"],
    checkov: ["CKV_AWS_343", "CKV_AWS_321"],
  },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html",
  evaluate: ({ props }) => [
    ...mustBeWithin(props, "automatedSnapshotRetentionPeriod", { least: 7 }),
    ...mustBe(props, "enhancedVpcRouting", [true]),
    // A cluster that is made from a snapshot has the snapshot's user.
    ...met(read(props, "masterUsername"), {
      wanted: `a name other than ${wellKnown.join(" and ")}`,
      meets: (value) => typeof value === "string" && !wellKnown.includes(value.toLowerCase()),
      whenAbsent: "passes",
    }),
  ],
});
