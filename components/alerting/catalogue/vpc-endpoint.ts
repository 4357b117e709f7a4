import { type Input } from "@pulumi/pulumi";
import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";

export interface WatchedEndpoint {
  /** Short name of the AWS service, for example `ecr.api`. */
  readonly service: string;
  /** Its full name, for example `com.amazonaws.eu-central-1.ecr.api`. */
  readonly serviceName: string;
  readonly endpointId: Input<string>;
  readonly vpcId: Input<string>;
}

/** Alarm of an interface endpoint: it drops packets. Gateway endpoints are routes and have no metrics. */
export function vpcEndpointAlarm({ service, serviceName, endpointId, vpcId }: WatchedEndpoint): AlarmSpec {
  return {
    ...houseStyle,
    id: `endpoint-${service.replaceAll(".", "-")}-drops`,
    signal: {
      kind: "metric",
      metric: {
        namespace: "AWS/PrivateLinkEndpoints",
        name: "PacketsDropped",
        statistic: "Sum",
        dimensions: {
          "Endpoint Type": "Interface",
          "Service Name": serviceName,
          "VPC Endpoint Id": endpointId,
          "VPC Id": vpcId,
        },
      },
    },
    comparison: ">",
    threshold: 0,
    // Single packets are dropped in the best of networks.
    periodSeconds: 300,
    datapoints: [3, 3],
    severity: "warning",
    why: `The endpoint of ${service} has dropped packets for a quarter of an hour: calls to the service hang or fail.`,
    runbook: "network.md#interface-endpoints",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html",
  };
}
