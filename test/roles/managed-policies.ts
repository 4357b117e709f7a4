import kept from "./managed-policies.json" with { type: "json" };

/**
 * What the policies say that AWS keeps and our roles attach, by name with its path: a plan has only their ARNs.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const managedPolicies: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(kept).map(([name, { document }]) => [name, document]),
);
