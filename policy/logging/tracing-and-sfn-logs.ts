import { mustBe } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const tracingAndSfnLogs = resourceRule({
  id: "tracing-and-sfn-logs",
  types: ["aws:lambda/function:Function", "aws:sfn/stateMachine:StateMachine"],
  what: "Functions and state machines are traced, and state machines log what they do.",
  why: "An event that goes through several services cannot be followed otherwise, and an express workflow leaves no history.",
  remedy:
    'Set tracingConfig.mode: "Active" on a function; tracingConfiguration.enabled: true and loggingConfiguration.level: "ERROR" or more on a state machine.',
  severity: "low",
  level: "advisory",
  controls: { fsbp: ["StepFunctions.1"], checkov: ["CKV_AWS_50"], cdkNag: ["SF1", "SF2"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html",
  evaluate: ({ type, props }) =>
    type === "aws:lambda/function:Function"
      ? mustBe(props, "tracingConfig.mode", ["Active"])
      : [
          ...mustBe(props, "loggingConfiguration.level", ["ALL", "ERROR", "FATAL"]),
          ...mustBe(props, "tracingConfiguration.enabled", [true]),
        ],
});
