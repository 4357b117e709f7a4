import { type AlarmSpec } from "../../alarm-spec.ts";
import { availability } from "./availability.ts";
import { type WatchedCluster } from "./candidate.ts";
import { capacity } from "./capacity.ts";
import { clients, lag } from "./clients.ts";
import { emits } from "./metrics.ts";
import { quota } from "./quota.ts";

export { type WatchedCluster, type WatchedConsumer } from "./candidate.ts";

/**
 * The alarms of an MSK cluster: those of AWS's best practices, as far as its brokers emit the metric.
 *
 * @throws {Error} when a consumer group's name is not ASCII, because MSK would drop its metrics without a word.
 */
export function mskAlarms(cluster: WatchedCluster): readonly AlarmSpec[] {
  const { brokerType, monitoringLevel } = cluster;
  return [...availability(cluster), ...capacity(cluster), ...quota(cluster), ...clients(cluster), ...lag(cluster)]
    .filter(({ needs }) => needs.every((metric) => emits(metric, brokerType, monitoringLevel)))
    .map(({ spec }) => spec);
}
