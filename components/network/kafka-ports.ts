/** First and last port. */
export type PortRange = readonly [number, number];

/**
 * Ports of the MSK brokers by how a client authenticates, inside the VPC.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
export const kafkaPorts = { iam: 9098, tls: 9094, scram: 9096 } as const;

/**
 * Ports on which brokers answer clients of other VPCs, through MSK's multi-VPC private connectivity.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-getting-started.html
 */
export const multiVpcKafkaPorts: PortRange = [14001, 14100];

/** The same as ranges, for rules that are counted: the fewest that hold every port of the brokers. */
export function kafkaPortRanges(multiVpc: boolean): readonly PortRange[] {
  const ports = Object.values(kafkaPorts);
  return [[Math.min(...ports), Math.max(...ports)], ...(multiVpc ? [multiVpcKafkaPorts] : [])];
}
