import { isEmpty, read, shown } from "../property.ts";
import { fail, resourceRule } from "../rule.ts";

export const dbLogExports = resourceRule({
  id: "db-log-exports",
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  what: "A database delivers its logs to CloudWatch Logs.",
  why: "On the instance they are deleted after days, and with the instance.",
  remedy: 'Set enabledCloudwatchLogsExports, for example to ["postgresql", "upgrade"].',
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["RDS.9"], checkov: ["CKV_AWS_129", "CKV_AWS_324"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
  evaluate: ({ props }) => {
    const exports = read(props, "enabledCloudwatchLogsExports");
    const wanted = "a list with the engine's logs";
    if (isEmpty(exports)) return [fail(exports, "absent", wanted)];
    const isList = exports.state !== "known" || Array.isArray(exports.value);
    return isList ? [] : [fail(exports, shown(exports.value), wanted)];
  },
});
