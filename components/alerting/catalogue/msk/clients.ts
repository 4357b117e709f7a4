import { houseStyle } from "../../alarm-spec.ts";
import { type Candidate, metric, nearLimit, sources, type WatchedCluster, worst } from "./candidate.ts";

/** New connections by IAM that a broker takes in a minute before it is close to its limit of 100 a second. */
const iamConnectionsPerMinute = 80;

/** Connections by IAM that a broker takes: https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
const maxIamConnections = 3000;

/** Whether clients connect as they should. */
export function clients({ clusterName, iam }: WatchedCluster): readonly Candidate[] {
  const connections: Candidate = {
    needs: ["ClientConnectionCount"],
    spec: {
      id: "connections-near-limit",
      // One series per listener and broker.
      signal: worst(clusterName, "ClientConnectionCount", "SUM"),
      comparison: ">",
      threshold: maxIamConnections * nearLimit,
      periodSeconds: 300,
      datapoints: [3, 3],
      missing: "notBreaching",
      severity: "warning",
      why: "A broker has over 2,400 client connections; by IAM it refuses the 3,001st. Usually a client made anew per request.",
      runbook: "kafka-clients.md#too-many-connections",
      source: sources.limits,
    },
  };
  if (!iam) {
    return [connections];
  }
  return [
    connections,
    {
      needs: ["IAMTooManyConnections"],
      spec: {
        ...houseStyle,
        id: "iam-connections-refused",
        signal: worst(clusterName, "IAMTooManyConnections", "SUM"),
        comparison: ">",
        threshold: 0,
        severity: "critical",
        why: "Brokers refuse new connections by IAM: over 100 a second. Clients that restart cannot come back.",
        runbook: "kafka-clients.md#too-many-connections",
        source: sources.limits,
      },
    },
    {
      needs: ["ConnectionCreationRate"],
      spec: {
        ...houseStyle,
        id: "connection-storm",
        signal: worst(clusterName, "ConnectionCreationRate", "SUM"),
        comparison: ">=",
        threshold: iamConnectionsPerMinute,
        severity: "warning",
        why: "Clients connect anew at a rate close to what a broker refuses.",
        runbook: "kafka-clients.md#too-many-connections",
        source: sources.limits,
      },
    },
  ];
}

/** Whether consumers keep up. */
export function lag({ clusterName, consumers }: WatchedCluster): readonly Candidate[] {
  return consumers.map(({ group, topic, maxLagSeconds }): Candidate => {
    // eslint-disable-next-line no-control-regex -- ASCII is the range of its codes
    if (!/^[\x00-\x7f]+$/.test(group)) {
      throw new Error(
        `Consumer group "${group}": allowed are ASCII characters; MSK drops the metrics of any other name.`,
      );
    }
    return {
      needs: ["EstimatedMaxTimeLag"],
      spec: {
        id: `lag-${group}-${topic.replaceAll(".", "-")}`,
        signal: {
          kind: "metric",
          metric: metric("EstimatedMaxTimeLag", "Maximum", {
            "Cluster Name": clusterName,
            "Consumer Group": group,
            Topic: topic,
          }),
        },
        comparison: ">",
        threshold: maxLagSeconds,
        periodSeconds: 300,
        datapoints: [3, 3],
        missing: "notBreaching",
        severity: "warning",
        why: `${group} is more than ${maxLagSeconds} s behind on ${topic}. Records are lost to it when retention overtakes it.`,
        runbook: "kafka-clients.md#consumer-lag",
        source: sources.metrics,
      },
    };
  });
}
