import { rdsForceSsl } from "../../../policy/transport/rds-force-ssl.ts";
import { valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const ofCluster = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const proxy = "aws:rds/proxy:Proxy";
const mysql = { family: "mysql8.4", parameters: [{ name: "require_secure_transport", value: "ON" }] };

export const table: RuleTable = {
  rule: rdsForceSsl,
  compliant: {
    "aws:rds/parameterGroup:ParameterGroup": {
      family: "postgres17",
      parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }],
    },
    [ofCluster]: {
      family: "aurora-mysql8.0",
      parameters: [{ name: "require_secure_transport", value: "ON" }],
    },
    [proxy]: { engineFamily: "POSTGRESQL", requireTls: true },
  },
  rows: [
    { kind: "compliant", title: "PostgreSQL", findings: [] },
    { kind: "compliant", title: "MySQL", change: mysql, findings: [] },
    { kind: "compliant", title: "Aurora MySQL", type: ofCluster, findings: [] },
    {
      kind: "compliant",
      title: "Aurora PostgreSQL",
      type: ofCluster,
      change: { family: "aurora-postgresql16", parameters: [{ name: "rds.force_ssl", value: "1" }] },
      findings: [],
    },
    {
      kind: "compliant",
      title: "an instance of Aurora, whose cluster has the switch",
      change: { family: "aurora-postgresql16", parameters: removed },
      findings: [],
    },
    {
      kind: "compliant",
      title: "Oracle, which demands it by an option",
      change: { family: "oracle-ee-19", parameters: removed },
      findings: [],
    },
    { kind: "absent", title: "no family", change: { family: removed, parameters: removed }, findings: [] },
    { kind: "absent", title: "no parameters", change: { parameters: removed }, findings: ["fail parameters"] },
    ...valueRows("parameters.0.value", { bad: ["0"] }),
    ...valueRows("parameters.0.value", { type: ofCluster, bad: ["OFF", "0"] }),
    {
      kind: "violation",
      title: "SQL Server without it",
      change: { family: "sqlserver-se-16.0", parameters: [{ name: "rds.force_ssl", value: "0" }] },
      findings: ["fail parameters[0].value"],
    },
    {
      kind: "violation",
      title: "MariaDB without it",
      change: { family: "mariadb11.4", parameters: [{ name: "rds.force_ssl", value: "1" }] },
      findings: ["fail parameters"],
      says: "must be require_secure_transport with the value ON or 1.",
    },
    {
      kind: "violation",
      title: "another parameter",
      type: ofCluster,
      change: { "parameters.0.name": "time_zone" },
      findings: ["fail parameters"],
    },
    {
      kind: "unknown",
      title: "a family not known yet",
      change: { family: notKnownYet },
      findings: ["undecided family"],
    },
    { kind: "compliant", title: "a proxy that demands it", type: proxy, findings: [] },
    ...valueRows("requireTls", { type: proxy, bad: [false] }),
  ],
};
