import { mustBe, mustBeSet, oneOf } from "../check.ts";
import { property, readEachPresent } from "../property.ts";
import { advice, resourceRule } from "../rule.ts";

const settings = "aws:apigateway/methodSettings:MethodSettings";
const httpStage = "aws:apigatewayv2/stage:Stage";

export const apigwAccessLogs = resourceRule({
  id: "apigw-access-logs",
  types: ["aws:apigateway/stage:Stage", httpStage, settings],
  what: "A stage of an API writes an access log, and none of its logs has the content of requests.",
  why: "Without it nobody can tell who called; with data traces tokens and telemetry lie in the log in plaintext.",
  remedy: "Set accessLogSettings.destinationArn and format, and leave dataTraceEnabled out.",
  severity: "medium",
  level: "mandatory",
  controls: {
    fsbp: ["APIGateway.1", "APIGateway.9"],
    checkov: ["CKV_AWS_76", "CKV_AWS_276"],
    cdkNag: ["APIG1"],
  },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html",
  evaluate: ({ type, props }) => {
    const noTrace = (path: string) => mustBe(props, path, [false], "passes");
    if (type === settings) {
      return [
        ...noTrace("settings.dataTraceEnabled"),
        // What APIGateway.1 asks for; the access log says who called, this one what went wrong.
        ...advice(mustBe(props, "settings.loggingLevel", ["ERROR", "INFO"])),
      ];
    }
    const log = mustBeSet(props, "accessLogSettings.destinationArn", "the ARN of a log group or delivery stream");
    if (type !== httpStage) return log;
    return [
      ...log,
      ...noTrace("defaultRouteSettings.dataTraceEnabled"),
      ...readEachPresent(props, "routeSettings[]").flatMap((route) =>
        oneOf(property(route, "dataTraceEnabled"), [false], "passes"),
      ),
    ];
  },
});
