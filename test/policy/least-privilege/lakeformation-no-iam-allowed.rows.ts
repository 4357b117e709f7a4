import { lakeformationNoIamAllowed } from "../../../policy/least-privilege/lakeformation-no-iam-allowed.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const [database, settings = "", permission = ""] = lakeformationNoIamAllowed.types;
const everybody = "IAM_ALLOWED_PRINCIPALS";
const role = "arn:aws:iam::111111111111:role/reader";

export const table: RuleTable = {
  rule: lakeformationNoIamAllowed,
  compliant: {
    [database]: { name: "dl_raw", createTableDefaultPermissions: [] },
    [settings]: { createDatabaseDefaultPermissions: [], createTableDefaultPermissions: [] },
    [permission]: { principal: role, permissions: ["SELECT"] },
  },
  rows: [
    { kind: "compliant", title: "a database that gives nothing by default", findings: [] },
    { kind: "compliant", title: "settings that give nothing by default", type: settings, findings: [] },
    { kind: "compliant", title: "a permission of a role", type: permission, findings: [] },
    {
      kind: "compliant",
      title: "a default for a role",
      change: {
        createTableDefaultPermissions: [{ permissions: ["SELECT"], principal: { dataLakePrincipalIdentifier: role } }],
      },
      findings: [],
    },
    {
      kind: "compliant",
      title: "everybody, with no permissions at all",
      type: settings,
      change: { createTableDefaultPermissions: [{ permissions: [], principal: everybody }] },
      findings: [],
    },
    {
      kind: "violation",
      title: "a database whose tables are open to everybody",
      change: {
        createTableDefaultPermissions: [
          { permissions: ["ALL"], principal: { dataLakePrincipalIdentifier: everybody } },
        ],
      },
      findings: ["fail createTableDefaultPermissions[0].principal.dataLakePrincipalIdentifier"],
      says: `is "${everybody}"; must be a role.`,
    },
    {
      kind: "violation",
      title: "settings whose databases are open to everybody",
      type: settings,
      change: { createDatabaseDefaultPermissions: [{ permissions: ["ALL"], principal: everybody }] },
      findings: ["fail createDatabaseDefaultPermissions[0].principal"],
    },
    {
      kind: "violation",
      title: "a permission of everybody",
      type: permission,
      change: { principal: everybody },
      findings: ["fail principal"],
    },
    {
      kind: "absent",
      title: "a database that says nothing, which is everybody",
      change: { createTableDefaultPermissions: removed },
      findings: ["fail createTableDefaultPermissions"],
    },
    {
      kind: "absent",
      title: "settings that say nothing",
      type: settings,
      change: { createDatabaseDefaultPermissions: removed, createTableDefaultPermissions: removed },
      findings: ["fail createDatabaseDefaultPermissions", "fail createTableDefaultPermissions"],
    },
    {
      kind: "unknown",
      title: "defaults not known yet",
      change: { createTableDefaultPermissions: notKnownYet },
      findings: ["undecided createTableDefaultPermissions"],
    },
    {
      kind: "unknown",
      title: "a principal not known yet",
      type: permission,
      change: { principal: notKnownYet },
      findings: ["undecided principal"],
    },
    {
      kind: "wrong type",
      title: "defaults that are no list",
      change: { createTableDefaultPermissions: "ALL" },
      findings: ["fail createTableDefaultPermissions"],
    },
  ],
};
