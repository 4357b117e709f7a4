/**
 * How private subnets reach the Internet.
 *
 * - `single`: one gateway in one zone; cheapest, and everybody loses the Internet with that zone.
 * - `per-zone`: one in each zone; no traffic between zones, and a zone's failure stays its own.
 * - `regional`: one that AWS spreads over the zones in use; billed per zone in use, and slow (15 to 60 minutes) to
 *   reach a new zone.
 */
export type NatStrategy = "single" | "per-zone" | "regional";

/** What decides where gateways stand. */
export interface NatChoice {
  readonly strategy: NatStrategy;
  /** Zone of a `single` gateway; the first of `zones` when not given. */
  readonly singleZone?: string;
  /** Allocation IDs of Elastic IP addresses by zone. */
  readonly elasticIps?: Readonly<Record<string, string>>;
  /** Zones of the public subnets. */
  readonly zones: readonly string[];
}

/** Zones that get a gateway, or that a regional one serves. */
export function natZones({ strategy, singleZone, zones }: NatChoice): readonly string[] {
  return strategy === "single" ? [singleZone ?? zones[0] ?? ""] : zones;
}

/** Every reason why the gateways cannot be made; empty when they can. */
export function natProblems(choice: NatChoice): readonly string[] {
  const { strategy, singleZone, elasticIps, zones } = choice;
  const problems: string[] = [];
  if (singleZone !== undefined && strategy !== "single") {
    problems.push(`A NAT zone (${singleZone}) goes with a single gateway only, not with ${strategy}.`);
  }
  if (singleZone !== undefined && !zones.includes(singleZone)) {
    problems.push(`The NAT zone ${singleZone} has no public subnet; allowed: ${zones.join(", ")}.`);
  }
  if (elasticIps !== undefined) {
    const wanted = [...natZones(choice)].sort();
    const given = Object.keys(elasticIps).sort();
    if (wanted.join() !== given.join()) {
      problems.push(
        `Elastic IPs are given for ${given.join(", ") || "no zone"}; NAT ${strategy} wants one for each of ${wanted.join(", ")}.`,
      );
    }
  }
  return problems;
}
