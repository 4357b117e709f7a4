import { mustBeWithin } from "../check.ts";
import { resourceRule } from "../rule.ts";

export const kinesisRetention = resourceRule({
  id: "kinesis-retention",
  types: ["aws:kinesis/stream:Stream"],
  what: "A Kinesis stream keeps records for a week.",
  why: "Records leave after a day where nothing is said: a consumer that fails on Friday has lost them by Monday.",
  remedy: "Set retentionPeriod: 168 or more.",
  severity: "medium",
  level: "advisory",
  controls: { fsbp: ["Kinesis.3"] },
  url: "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
  evaluate: ({ props }) => mustBeWithin(props, "retentionPeriod", { least: 168 }),
});
