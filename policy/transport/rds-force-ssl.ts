import { met, mustBe } from "../check.ts";
import { parameter } from "../parameters.ts";
import { type Properties, read } from "../property.ts";
import { type Finding, resourceRule, undecided } from "../rule.ts";

const proxy = "aws:rds/proxy:Proxy";
const ofCluster = "aws:rds/clusterParameterGroup:ClusterParameterGroup";

export const rdsForceSsl = resourceRule({
  id: "rds-force-ssl",
  types: ["aws:rds/parameterGroup:ParameterGroup", ofCluster, proxy],
  what: "A database, and a proxy before it, takes connections with TLS alone.",
  why: "Otherwise clients choose: passwords and rows may cross the network in plaintext.",
  remedy:
    'Add { name: "rds.force_ssl", value: "1" } to parameters (PostgreSQL, SQL Server) or { name: "require_secure_transport", value: "ON" } (MySQL, MariaDB); set requireTls: true on a proxy.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["RDS.38", "RDS.39"], checkov: ["CKV2_AWS_69"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-38",
  evaluate: ({ type, props }) => (type === proxy ? mustBe(props, "requireTls", [true]) : forced(type, props)),
});

/** The switch by family. The families' own defaults differ by version, so a group says it itself. */
const switches: readonly (readonly [family: RegExp, name: string, on: readonly string[]])[] = [
  [/^(aurora-)?postgres(ql)?\d|^sqlserver-/, "rds.force_ssl", ["1"]],
  [/^(aurora-)?(mysql|mariadb)/, "require_secure_transport", ["ON", "1"]],
];

function forced(type: string, props: Properties): readonly Finding[] {
  const family = read(props, "family");
  if (family.state === "unknown") return [undecided(family, "a family of which it is known how it demands TLS")];
  const text = family.state === "known" && typeof family.value === "string" ? family.value : "";
  // In Aurora the switch is one of the cluster's group; the groups of its instances do not have it.
  if (text.startsWith("aurora-") && type !== ofCluster) return [];
  // Oracle and Db2 demand it by an option and by certificates, not by a parameter.
  const [, name, on] = switches.find(([pattern]) => pattern.test(text)) ?? [];
  if (name === undefined || on === undefined) return [];
  return met(parameter(props, { path: "parameters", name: "name", value: "value" }, name), {
    wanted: `${name} with the value ${on.join(" or ")}`,
    meets: (value) => on.some((one) => one === value),
  });
}
