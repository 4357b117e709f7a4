import { type Input } from "@pulumi/pulumi";
import { type Metric } from "../alarm-signal.ts";
import { type AlarmSpec, houseStyle } from "../alarm-spec.ts";

export interface WatchedNatGateway {
  /** Zone it serves, or `regional`; part of the alarms' IDs. */
  readonly zone: string;
  readonly natGatewayId: Input<string>;
}

const source = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html";

/** Connections that one address of a gateway can hold to one destination; the metric counts those to all. */
const connectionsPerDestination = 55_000;

/** Share of packets above which AWS's own page says to look at the gateway's health. */
const droppedShare = 0.0001;

/** Alarms of a NAT gateway: no ports left, soon none left, packets dropped. */
export function natGatewayAlarms({ zone, natGatewayId }: WatchedNatGateway): readonly AlarmSpec[] {
  const metric = (name: string, statistic: Metric["statistic"]): Metric => ({
    namespace: "AWS/NATGateway",
    name,
    statistic,
    dimensions: { NatGatewayId: natGatewayId },
  });
  return [
    {
      ...houseStyle,
      id: `nat-${zone}-ports`,
      signal: { kind: "metric", metric: metric("ErrorPortAllocation", "Sum") },
      comparison: ">",
      threshold: 0,
      severity: "critical",
      why: `The NAT gateway of ${zone} has no port left for a new connection: calls to partners and to AWS services without an endpoint fail.`,
      runbook: "network.md#nat-gateways",
      source,
    },
    {
      ...houseStyle,
      id: `nat-${zone}-connections`,
      signal: { kind: "metric", metric: metric("ActiveConnectionCount", "Maximum") },
      comparison: ">",
      threshold: 0.8 * connectionsPerDestination,
      severity: "warning",
      why: `The NAT gateway of ${zone} holds four fifths of the connections that one address can have to one destination. If most go to one, its ports run out next.`,
      runbook: "network.md#nat-gateways",
      source,
    },
    {
      ...houseStyle,
      id: `nat-${zone}-drops`,
      signal: {
        kind: "math",
        // A minute without packets has no share.
        expression: "IF(in + out > 0, dropped / (in + out), 0)",
        metrics: {
          dropped: metric("PacketsDropCount", "Sum"),
          in: metric("PacketsInFromDestination", "Sum"),
          out: metric("PacketsInFromSource", "Sum"),
        },
      },
      comparison: ">",
      threshold: droppedShare,
      severity: "warning",
      why: `The NAT gateway of ${zone} drops more than one packet in ten thousand: connections to the Internet slow down or break.`,
      runbook: "network.md#nat-gateways",
      source,
    },
  ];
}
