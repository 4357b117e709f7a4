import { redshiftRequireSsl } from "../../../policy/transport/redshift-require-ssl.ts";
import { setRows, valueRows } from "../rows.ts";
import { notKnownYet, removed, type RuleTable } from "../table.ts";

const cluster = "aws:redshift/cluster:Cluster";
const workgroup = "aws:redshiftserverless/workgroup:Workgroup";
const group = "clusterParameterGroupName";

export const table: RuleTable = {
  rule: redshiftRequireSsl,
  compliant: {
    "aws:redshift/parameterGroup:ParameterGroup": {
      family: "redshift-2.0",
      parameters: [
        { name: "enable_user_activity_logging", value: "true" },
        { name: "require_ssl", value: "true" },
      ],
    },
    [cluster]: { clusterParameterGroupName: "analytics" },
    [workgroup]: { configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }] },
  },
  rows: [
    { kind: "compliant", title: "a group that requires it", findings: [] },
    ...valueRows("parameters.1.value", { bad: ["false", true] }),
    {
      kind: "absent",
      title: "no parameters",
      change: { parameters: removed },
      findings: ["fail parameters"],
      says: "parameters is absent; must be require_ssl with the value true.",
    },
    {
      kind: "violation",
      title: "other parameters",
      change: { "parameters.1.name": "statement_timeout" },
      findings: ["fail parameters"],
    },
    {
      kind: "unknown",
      title: "parameters not known yet",
      change: { parameters: notKnownYet },
      findings: ["undecided parameters"],
    },
    {
      kind: "unknown",
      title: "the name of a parameter not known yet",
      change: { "parameters.1.name": notKnownYet },
      findings: ["undecided parameters"],
    },
    {
      kind: "wrong type",
      title: "parameters that are text",
      change: { parameters: "true" },
      findings: ["fail parameters"],
    },
    { kind: "compliant", title: "a cluster with a group of ours", type: cluster, findings: [] },
    ...setRows(group, { type: cluster }),
    {
      kind: "violation",
      title: "a cluster with a default group",
      type: cluster,
      change: { [group]: "default.redshift-2.0" },
      findings: [`fail ${group}`],
    },
    { kind: "compliant", title: "a workgroup that requires it", type: workgroup, findings: [] },
    ...valueRows("configParameters.0.parameterValue", { type: workgroup, bad: ["false"] }),
    {
      kind: "violation",
      title: "other parameters, of a workgroup",
      type: workgroup,
      change: { "configParameters.0.parameterKey": "max_query_execution_time" },
      findings: ["fail configParameters"],
    },
  ],
};
