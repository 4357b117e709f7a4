import { has, mustBe } from "../check.ts";
import { type Properties } from "../property.ts";
import { advice, fail, type Finding, resourceRule, undecided } from "../rule.ts";

const block = "loggingInfo.brokerLogs";

export const mskBrokerLogs = resourceRule({
  id: "msk-broker-logs",
  types: ["aws:msk/cluster:Cluster"],
  what: "The brokers of an MSK cluster deliver their logs, and metrics per broker.",
  why: "A refused client or a broker that falls behind leaves no other trace, and nobody can look into a broker.",
  remedy:
    'Set loggingInfo.brokerLogs.cloudwatchLogs: { enabled: true, logGroup } (or s3 or firehose) and enhancedMonitoring: "PER_BROKER". The EventStream component does.',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["MSK.2"], checkov: ["CKV_AWS_80"], cdkNag: ["MSK6"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html#msk-2",
  evaluate: ({ props }) => [
    ...delivered(props),
    ...advice(mustBe(props, "enhancedMonitoring", ["PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"])),
  ],
});

function delivered(props: Properties): readonly Finding[] {
  const wanted = "with cloudwatchLogs, s3 or firehose that is enabled";
  const destinations = ["cloudwatchLogs", "s3", "firehose"].map((one) => has(props, `${block}.${one}.enabled`, [true]));
  if (destinations.includes(true)) return [];
  const place = { path: block };
  return destinations.includes("unknown") ? [undecided(place, wanted)] : [fail(place, "without a destination", wanted)];
}
