import { met } from "../check.ts";
import { parameter, type ParameterList } from "../parameters.ts";
import { type Properties, read, shown } from "../property.ts";
import { fail, type Finding, resourceRule } from "../rule.ts";

const ofGroup: ParameterList = { path: "parameters", name: "name", value: "value" };
const ofWorkgroup: ParameterList = { path: "configParameters", name: "parameterKey", value: "parameterValue" };

export const redshiftRequireSsl = resourceRule({
  id: "redshift-require-ssl",
  types: [
    "aws:redshift/parameterGroup:ParameterGroup",
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/workgroup:Workgroup",
  ],
  what: "Redshift takes connections with TLS alone.",
  why: "Otherwise clients choose: passwords and results may cross the network in plaintext.",
  remedy:
    'Add { name: "require_ssl", value: "true" } to the parameters of a group of your own and name the group in clusterParameterGroupName; { parameterKey: "require_ssl", parameterValue: "true" } to configParameters of a workgroup.',
  severity: "high",
  level: "mandatory",
  controls: { fsbp: ["Redshift.2", "RedshiftServerless.2"], checkov: ["CKV_AWS_105"], cdkNag: ["RS1"] },
  url: "https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html",
  evaluate: ({ type, props }) => {
    switch (type) {
      case "aws:redshift/cluster:Cluster":
        return ownGroup(props);
      case "aws:redshift/parameterGroup:ParameterGroup":
        return requires(props, ofGroup);
      default:
        return requires(props, ofWorkgroup);
    }
  },
});

function requires(props: Properties, list: ParameterList): readonly Finding[] {
  return met(parameter(props, list, "require_ssl"), {
    wanted: "require_ssl with the value true",
    meets: (value) => typeof value === "string" && value.toLowerCase() === "true",
  });
}

/**
 * Nobody can change a default group, and what is in it depends on its family and on when the account was made. An unknown
 * name is that of a group of the program.
 */
function ownGroup(props: Properties): readonly Finding[] {
  const group = read(props, "clusterParameterGroupName");
  const wanted = "a parameter group of ours";
  if (group.state === "unknown") return [];
  if (group.state === "absent") return [fail(group, "absent", wanted)];
  const { value } = group;
  const own = typeof value === "string" && value !== "" && !value.startsWith("default.");
  return own ? [] : [fail(group, shown(value), wanted)];
}
