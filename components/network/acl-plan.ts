import { kafkaPortRanges, type PortRange } from "./kafka-ports.ts";
import { zonePlace } from "./zone-place.ts";

/** Network ACLs there are: pod subnets are under the one of the app tier. */
export const aclTiers = ["public", "app", "data"] as const;

export type AclTier = (typeof aclTiers)[number];

export interface AclRule {
  readonly direction: "in" | "out";
  /** Its place in the evaluation, and with the direction its identity. */
  readonly number: number;
  readonly protocol: "tcp" | "udp";
  readonly cidr: string;
  readonly ports: PortRange;
}

/** Addresses the rules are about. */
export interface AclLayout {
  /** Blocks of the VPC. */
  readonly inside: readonly string[];
  /** Blocks of the subnets by zone, of the tiers that the data tier talks to. */
  readonly app: Readonly<Record<string, string>>;
  readonly pods: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  /** Whether clients come through MSK's multi-VPC connectivity as well. */
  readonly multiVpcKafka: boolean;
}

const https: PortRange = [443, 443];
/** What a NAT gateway, a load balancer or a pod behind its node's address may have taken as its own port. */
const ephemeral: PortRange = [1024, 65535];
/**
 * The same, for answers that come from the Internet, without 3389: an ACL keeps no state, so a rule that lets answers in
 * on that port also lets Remote Desktop in (Security Hub EC2.21). One in 64,512 connections takes that port; its client
 * finds no answer and tries again from another.
 */
const answers: readonly PortRange[] = [
  [1024, 3388],
  [3390, 65535],
];
const everyPort: PortRange = [1, 65535];
/** Rule numbers are this far apart where each zone has its own: zones have 26 letters. */
const zoneStride = 30;
const anywhere = "0.0.0.0/0";

/**
 * The rules of each tier's network ACL. A rule is known by direction and number, and a zone's number follows from its
 * letter, so that a zone that comes or goes changes no other zone's rules.
 *
 * An ACL is the second line: it keeps a wrong security group from opening a tier to another. It keeps no state, so each
 * connection has a rule on the way back. AWS allows 20 rules a direction unless the quota is raised; four zones with pod
 * subnets take 12.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export function planAcls(layout: AclLayout): Readonly<Record<AclTier, readonly AclRule[]>> {
  return { public: publicRules(layout), app: appRules(layout), data: dataRules(layout) };
}

function publicRules({ inside }: AclLayout): AclRule[] {
  return [
    tcp("in", 100, anywhere, https),
    ...answers.map((ports, index) => tcp("in", 110 + index, anywhere, ports)),
    ...inside.map((cidr, index) => tcp("in", 200 + index, cidr, everyPort)),
    tcp("out", 100, anywhere, https),
    tcp("out", 110, anywhere, ephemeral),
    ...inside.map((cidr, index) => tcp("out", 200 + index, cidr, everyPort)),
  ];
}

function appRules({ inside }: AclLayout): AclRule[] {
  return [
    ...answers.map((ports, index) => tcp("in", 110 + index, anywhere, ports)),
    tcp("out", 100, anywhere, https),
    ...(["in", "out"] as const).flatMap((direction) =>
      inside.flatMap((cidr, index) => [
        tcp(direction, 200 + index, cidr, everyPort),
        // Cluster DNS, and what it is answered.
        { direction, number: 210 + index, protocol: "udp" as const, cidr, ports: everyPort },
      ]),
    ),
  ];
}

function dataRules(layout: AclLayout): AclRule[] {
  const clients = { ...numbered(100, layout.app), ...numbered(100 + zoneStride, layout.pods) };
  const brokers = numbered(100 + 2 * zoneStride, layout.data);
  const fromClients = kafkaPortRanges(layout.multiVpcKafka).flatMap((ports, index) =>
    Object.entries(clients).map(([number, cidr]) => tcp("in", Number(number) + index * 3 * zoneStride, cidr, ports)),
  );
  const toAll = Object.entries({ ...clients, ...brokers });
  return [
    ...fromClients,
    ...Object.entries(brokers).map(([number, cidr]) => tcp("in", Number(number), cidr, ephemeral)),
    ...toAll.map(([number, cidr]) => tcp("out", Number(number), cidr, ephemeral)),
  ];
}

function tcp(direction: "in" | "out", number: number, cidr: string, ports: PortRange): AclRule {
  return { direction, number, protocol: "tcp", cidr, ports };
}

/** Blocks by rule number. */
function numbered(first: number, byZone: Readonly<Record<string, string>>): Record<number, string> {
  return Object.fromEntries(Object.entries(byZone).map(([zone, cidr]) => [first + zonePlace(zone), cidr]));
}
