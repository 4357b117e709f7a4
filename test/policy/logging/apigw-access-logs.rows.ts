import { apigwAccessLogs } from "../../../policy/logging/apigw-access-logs.ts";
import { setRows, valueRows } from "../rows.ts";
import { removed, type RuleTable } from "../table.ts";

const httpStage = "aws:apigatewayv2/stage:Stage";
const settings = "aws:apigateway/methodSettings:MethodSettings";
const accessLogSettings = {
  destinationArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/apigateway/data",
  format: "$context.requestId",
};

export const table: RuleTable = {
  rule: apigwAccessLogs,
  compliant: {
    "aws:apigateway/stage:Stage": { accessLogSettings },
    [httpStage]: {
      accessLogSettings,
      defaultRouteSettings: { dataTraceEnabled: false },
      routeSettings: [{ routeKey: "$default", dataTraceEnabled: false }],
    },
    [settings]: { methodPath: "*/*", settings: { dataTraceEnabled: false, loggingLevel: "ERROR" } },
  },
  rows: [
    { kind: "compliant", title: "an access log", findings: [] },
    ...setRows("accessLogSettings.destinationArn"),
    {
      kind: "absent",
      title: "no settings",
      change: { accessLogSettings: removed },
      findings: ["fail accessLogSettings"],
    },
    { kind: "compliant", title: "an access log of an HTTP API", type: httpStage, findings: [] },
    ...setRows("accessLogSettings.destinationArn", { type: httpStage }),
    ...valueRows("defaultRouteSettings.dataTraceEnabled", { type: httpStage, bad: [true], absent: "passes" }),
    ...valueRows("routeSettings.0.dataTraceEnabled", { type: httpStage, bad: [true], absent: "passes" }),
    { kind: "absent", title: "no routes", type: httpStage, change: { routeSettings: removed }, findings: [] },
    { kind: "compliant", title: "settings of methods", type: settings, findings: [] },
    ...valueRows("settings.dataTraceEnabled", { type: settings, bad: [true], absent: "passes" }),
    ...valueRows("settings.loggingLevel", { type: settings, bad: ["OFF"], finding: "advice" }),
  ],
};
