import { mustBeSet } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const eventRuleDlq = resourceRule({
  id: "event-rule-dlq",
  types: ["aws:cloudwatch/eventTarget:EventTarget", "aws:scheduler/schedule:Schedule"],
  what: "An event that does not reach its target is kept in a queue.",
  why: "EventBridge gives up after a day of retries, or at once where it has no permission, and the event is gone.",
  remedy: "Set deadLetterConfig.arn of the target (target.deadLetterConfig.arn of a schedule) to a queue.",
  severity: "low",
  level: "advisory",
  controls: {},
  url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
  evaluate: ({ type, props }) =>
    mustBeSet(
      props,
      type === "aws:scheduler/schedule:Schedule" ? "target.deadLetterConfig.arn" : "deadLetterConfig.arn",
      "the ARN of a queue",
    ),
});
