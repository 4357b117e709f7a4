import { s3Versioning } from "../../../policy/data-protection/s3-versioning.ts";
import { valueRows, waitingFor } from "../rows.ts";
import { notKnownYet, type RuleTable } from "../table.ts";

const [bucket, older = "", versioning = "", olderVersioning = ""] = s3Versioning.types;
const enabled = { versioningConfiguration: { status: "Enabled" } };

export const table: RuleTable = {
  rule: s3Versioning,
  compliant: {
    [bucket]: {},
    [older]: {},
    [versioning]: { bucket: "versions-one", ...enabled },
    [olderVersioning]: { bucket: "versions-two", ...enabled },
  },
  rows: [
    {
      kind: "compliant",
      title: "linked through the graph",
      others: [{ type: versioning, props: { bucket: "versions-graph" }, dependsOn: { bucket: "judged" } }],
      findings: [],
    },
    {
      kind: "compliant",
      title: "linked by its name, deprecated token",
      change: { bucket: "versions-by-name" },
      others: [{ type: olderVersioning, props: { bucket: "versions-by-name" } }],
      findings: [],
    },
    { kind: "compliant", title: "a block of its own", change: { versioning: { enabled: true } }, findings: [] },
    {
      kind: "unknown",
      title: "a block of its own not known yet",
      change: { versioning: notKnownYet },
      ...waitingFor("versioning"),
      findings: ["undecided versioning"],
    },
    {
      kind: "unknown",
      title: "nothing linked, at preview, where the provider's own is not known yet",
      change: { versioning: notKnownYet },
      findings: [`fail ${versioning}`],
    },
    {
      kind: "violation",
      title: "a block that is off",
      change: { versioning: { enabled: false } },
      findings: ["fail versioning.enabled"],
    },
    { kind: "wrong type", title: "a block that is text", change: { versioning: "on" }, findings: ["fail versioning"] },
    { kind: "absent", title: "nothing linked", findings: [`fail ${versioning}`] },
    { kind: "violation", title: "nothing linked, deprecated token", type: older, findings: [`fail ${versioning}`] },
    { kind: "compliant", title: "a versioning", type: versioning, findings: [] },
    ...[versioning, olderVersioning].flatMap((type) =>
      valueRows("versioningConfiguration.status", { bad: ["Suspended", "Disabled"], type }),
    ),
  ],
};
