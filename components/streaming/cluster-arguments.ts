import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type StoragePlan } from "./broker-rules.ts";
import { type Authentication } from "./broker-settings.ts";

/** How clients may authenticate; never not at all. */
export function clientAuthentication(
  ways: readonly Authentication[],
  certificateAuthorityArns: readonly pulumi.Input<string>[],
): aws.types.input.msk.ClusterClientAuthentication {
  const sasl = { ...(ways.includes("iam") && { iam: true }), ...(ways.includes("scram") && { scram: true }) };
  return {
    ...(Object.keys(sasl).length > 0 && { sasl }),
    ...(ways.includes("mtls") && { tls: { certificateAuthorityArns: [...certificateAuthorityArns] } }),
    unauthenticated: false,
  };
}

/** The volume of each Standard broker. */
export function storageInfo(storage: StoragePlan): aws.types.input.msk.ClusterBrokerNodeGroupInfoStorageInfo {
  const { sizeGiB, throughputMiBPerSecond } = storage;
  return {
    ebsStorageInfo: {
      volumeSize: sizeGiB,
      ...(throughputMiBPerSecond !== undefined && {
        provisionedThroughput: { enabled: true, volumeThroughput: throughputMiBPerSecond },
      }),
    },
  };
}

/** Who may reach the brokers: nobody from the Internet; from other VPCs by the cluster's own ways of authenticating. */
export function connectivityInfo(
  fromOtherVpcs: boolean,
  ways: readonly Authentication[],
): aws.types.input.msk.ClusterBrokerNodeGroupInfoConnectivityInfo {
  return {
    publicAccess: { type: "DISABLED" },
    ...(fromOtherVpcs && {
      vpcConnectivity: {
        clientAuthentication: {
          sasl: { iam: ways.includes("iam"), scram: ways.includes("scram") },
          tls: ways.includes("mtls"),
        },
      },
    }),
  };
}

/** Where broker logs go: CloudWatch for a look, the log archive to keep. */
export function brokerLogs(
  logGroup: pulumi.Input<string>,
  archiveBucket: pulumi.Input<string> | undefined,
): aws.types.input.msk.ClusterLoggingInfo {
  return {
    brokerLogs: {
      cloudwatchLogs: { enabled: true, logGroup },
      ...(archiveBucket !== undefined && { s3: { enabled: true, bucket: archiveBucket } }),
    },
  };
}

/** Metrics for Prometheus, on every broker: Kafka's own by JMX, the host's by node exporter. */
export function openMonitoring(on: boolean): aws.types.input.msk.ClusterOpenMonitoring {
  const exporter = { enabledInBroker: on };
  return { prometheus: { jmxExporter: exporter, nodeExporter: exporter } };
}
