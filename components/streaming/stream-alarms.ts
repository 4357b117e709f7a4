import { kafkaAccess } from "../../contracts/events/access.ts";
import { topics } from "../../contracts/events/topics.ts";
import { type AlarmSpec } from "../alerting/alarm-spec.ts";
import { lambdaAlarms } from "../alerting/catalogue/lambda.ts";
import { mskAlarms, type WatchedConsumer } from "../alerting/catalogue/msk/index.ts";
import { deadLetterAlarm } from "../alerting/catalogue/sqs.ts";
import { type MonitoringLevel } from "../alerting/catalogue/msk/metrics.ts";
import { type Authentication } from "./broker-settings.ts";
import { type ExpressBroker, type StandardBroker } from "./broker-types.ts";

/** A cluster as far as its alarms depend on it. */
export interface WatchedStream {
  readonly clusterName: string;
  readonly broker: StandardBroker | ExpressBroker;
  readonly brokers: number;
  readonly monitoringLevel: MonitoringLevel;
  readonly authentication: readonly Authentication[];
}

/** A consumer that is further behind than this no longer lands what happened within the quarter of an hour. */
const maxLagSeconds = 900;

/** Every declared consumer group with each topic it reads. */
export function watchedConsumers(): readonly WatchedConsumer[] {
  return Object.values(kafkaAccess).flatMap(({ groups, consumes }) =>
    groups.flatMap((group) => consumes.map((key) => ({ group, topic: topics[key].name, maxLagSeconds }))),
  );
}

/** Alarms of a cluster, with thresholds that its brokers' size decides. */
export function streamAlarms({ clusterName, broker, ...stream }: WatchedStream): readonly AlarmSpec[] {
  return mskAlarms({
    clusterName,
    brokerType: broker.kind,
    monitoringLevel: stream.monitoringLevel,
    brokers: stream.brokers,
    iam: stream.authentication.includes("iam"),
    partitionsPerBroker: broker.replicas.recommended,
    ...(broker.kind === "express" && {
      brokerQuota: { ingressMBps: broker.ingressMBPerSecond, egressMBps: broker.egressMBPerSecond },
    }),
    consumers: watchedConsumers(),
  });
}

/** The function that changes passwords, as far as its alarms depend on it. */
export interface WatchedRotation {
  readonly functionName: string;
  readonly failuresName: string;
  readonly timeoutSeconds: number;
}

/** Alarms of the function that changes the passwords of Kafka users. */
export function rotationAlarms({ functionName, failuresName, timeoutSeconds }: WatchedRotation): readonly AlarmSpec[] {
  const why = "A Kafka user keeps its old password, which goes on working, and gets none that is new.";
  const runbook = "kafka-passwords.md#rotation-failed";
  return [
    ...lambdaAlarms({ functionName, id: "scram-rotation", why, timeoutSeconds, runbook, severity: "warning" }),
    deadLetterAlarm({ queueName: failuresName, id: "scram-rotation-failures", why, runbook }),
  ];
}
