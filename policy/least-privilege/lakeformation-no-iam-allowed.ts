import { elements, property, read, type Reading } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";

const everybody = "IAM_ALLOWED_PRINCIPALS";
const wanted = `without a grant to ${everybody}`;

/** Properties of each type that hold default grants, and where in a grant its principal stands. */
const grants: Readonly<Record<string, readonly { readonly list: string; readonly principal: string }[]>> = {
  "aws:glue/catalogDatabase:CatalogDatabase": [
    { list: "createTableDefaultPermissions", principal: "principal.dataLakePrincipalIdentifier" },
  ],
  "aws:lakeformation/dataLakeSettings:DataLakeSettings": [
    { list: "createDatabaseDefaultPermissions", principal: "principal" },
    { list: "createTableDefaultPermissions", principal: "principal" },
  ],
};

export const lakeformationNoIamAllowed = resourceRule({
  id: "lakeformation-no-iam-allowed",
  types: [
    "aws:glue/catalogDatabase:CatalogDatabase",
    "aws:lakeformation/dataLakeSettings:DataLakeSettings",
    "aws:lakeformation/permissions:Permissions",
  ],
  what: "No database and no table is open to everybody whom IAM lets in, past Lake Formation.",
  why: "A grant to IAM_ALLOWED_PRINCIPALS overrules every permission of Lake Formation, and it is AWS's default where nothing is said.",
  remedy:
    "Set createTableDefaultPermissions (and createDatabaseDefaultPermissions of the settings) to [], after the account's settings are empty; grant to roles.",
  severity: "high",
  level: "mandatory",
  controls: {},
  url: "https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html",
  evaluate: ({ type, props }) =>
    type === "aws:lakeformation/permissions:Permissions"
      ? judgePrincipal(read(props, "principal"))
      : (grants[type] ?? []).flatMap(({ list, principal }) => judgeList(read(props, list), principal)),
});

/** What is not said is AWS's default, which lets everybody in. */
function judgeList(list: Reading, principal: string): readonly Finding[] {
  if (list.state === "absent") return [fail(list, "absent", "a list, empty at best")];
  if (list.state === "unknown") return [undecided(list, wanted)];
  return elements(list).flatMap((grant) => {
    if (grant.state === "known" && grant.misshapen) return [fail(grant, "no list", "a list")];
    const permissions = property(grant, "permissions");
    const empty = permissions.state === "known" && Array.isArray(permissions.value) && permissions.value.length === 0;
    return empty ? [] : judgePrincipal(principal.split(".").reduce(property, grant));
  });
}

function judgePrincipal(principal: Reading): readonly Finding[] {
  switch (principal.state) {
    case "absent":
      return [];
    case "unknown":
      return [undecided(principal, wanted)];
    case "known":
      return principal.value === everybody ? [fail(principal, `"${everybody}"`, "a role")] : [];
  }
}
