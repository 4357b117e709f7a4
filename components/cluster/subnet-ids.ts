/** Subnets by zone, as a network publishes them, as their IDs by zone. */
export function idsByZone<Id>(subnets: Readonly<Record<string, { readonly id: Id }>>): Readonly<Record<string, Id>> {
  return Object.fromEntries(Object.entries(subnets).map(([zone, { id }]) => [zone, id]));
}
