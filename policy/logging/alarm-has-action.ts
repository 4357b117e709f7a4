import { met, mustBe } from "../check.ts";
import { isEmpty, read, type Reading, shown } from "../property.ts";
import { fail, type Finding, stackRule, type StackResource } from "../rule.ts";
import { linkedFrom } from "../stack-links.ts";

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

export const alarmHasAction = stackRule({
  id: "alarm-has-action",
  types: [metricAlarm, compositeAlarm],
  what: "An alarm tells somebody, and one for silence takes missing data for silence.",
  why: "An alarm without an action is red where nobody looks; a heartbeat that stops sends no data to alarm on.",
  remedy:
    'Set alarmActions to a topic and leave actionsEnabled out; set treatMissingData: "breaching" where the alarm goes off below one. The Alarm component does.',
  severity: "medium",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_319"] },
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  evaluate: (alarm, stack) => [
    ...mustBe(alarm.props, "actionsEnabled", [true], "passes"),
    ...(watched(alarm, stack) ? [] : acts(read(alarm.props, "alarmActions"))),
    ...heartbeat(alarm),
  ],
});

function acts(actions: Reading): readonly Finding[] {
  const wanted = "a list with the ARN of a topic or another action";
  if (isEmpty(actions)) return [fail(actions, "absent", wanted)];
  return actions.state !== "known" || Array.isArray(actions.value) ? [] : [fail(actions, shown(actions.value), wanted)];
}

/** Whether a composite alarm of the stack goes by this one: then telling somebody is for that one. */
function watched(alarm: StackResource, stack: readonly StackResource[]): boolean {
  const name = read(alarm.props, "name");
  return stack
    .filter(({ type, urn }) => type === compositeAlarm && urn !== alarm.urn)
    .some((composite) => {
      const graph = linkedFrom(composite, [alarm], { types: [alarm.type], property: "alarmRule", names: [] });
      const rule = read(composite.props, "alarmRule");
      const text = rule.state === "known" && typeof rule.value === "string" ? rule.value : "";
      return graph.length > 0 || (name.state === "known" && namesIn(text).includes(name.value));
    });
}

/** Names of alarms in the rule of a composite one, as in `ALARM("one") AND NOT OK(two)`. */
function namesIn(rule: string): readonly unknown[] {
  return [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*(?:"([^"]*)"|([^\s")]+))\s*\)/g)].map(
    ([, quoted, bare]) => quoted ?? bare,
  );
}

/** An alarm for less than one of something is one for nothing, and nothing is often not reported at all. */
function heartbeat({ props }: StackResource): readonly Finding[] {
  const operator = read(props, "comparisonOperator");
  const threshold = read(props, "threshold");
  if (operator.state !== "known" || threshold.state !== "known" || typeof threshold.value !== "number") return [];
  const silence =
    (operator.value === "LessThanThreshold" && threshold.value === 1) ||
    (operator.value === "LessThanOrEqualToThreshold" && threshold.value === 0);
  if (!silence) return [];
  return met(read(props, "treatMissingData"), {
    wanted: '"breaching", for an alarm that goes off below one',
    meets: (value) => value === "breaching",
  });
}
