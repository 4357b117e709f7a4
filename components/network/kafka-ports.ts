/**
 * Ports of the MSK brokers by how a client authenticates, inside the VPC.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
export const kafkaPorts = { iam: 9098, tls: 9094, scram: 9096 } as const;
