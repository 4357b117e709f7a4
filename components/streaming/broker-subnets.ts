/** MSK lays brokers over at most three Availability Zones. */
const zonesOfCluster = 3;

/**
 * Subnets the brokers lie in, one per zone: of the zones the network has, the first three that were added. A fourth zone
 * is for others, because another set of subnets is another cluster.
 */
export function brokerSubnets<Id>(
  zones: readonly string[],
  subnets: Readonly<Record<string, { readonly id: Id }>>,
): readonly Id[] {
  return zones.slice(0, zonesOfCluster).flatMap((zone) => {
    const subnet = subnets[zone];
    return subnet === undefined ? [] : [subnet.id];
  });
}
