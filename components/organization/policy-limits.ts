/** Kinds of policies of AWS Organizations that guard an account. */
export type PolicyKind = "service-control" | "resource-control" | "declarative-ec2";

export interface PolicyLimit {
  /** `type` of the policy in the API of AWS Organizations. */
  readonly type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "DECLARATIVE_POLICY_EC2";
  /** Characters of one document; white space counts. */
  readonly characters: number;
  /** Policies on one root, organizational unit or account. */
  readonly perTarget: number;
  /** Policies that AWS itself attaches to every target, and that count. */
  readonly attachedByAws: number;
}

/**
 * What AWS Organizations takes. Service control policies went from 5,120 characters and 5 per target to 10,240 and 10 on
 * 2026-05-15; older pages still show the old numbers. Those of declarative policies are the strictest that could be
 * meant: no page that was read states them.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export const policyLimits: Readonly<Record<PolicyKind, PolicyLimit>> = {
  "service-control": { type: "SERVICE_CONTROL_POLICY", characters: 10_240, perTarget: 10, attachedByAws: 1 },
  "resource-control": { type: "RESOURCE_CONTROL_POLICY", characters: 5_120, perTarget: 5, attachedByAws: 1 },
  "declarative-ec2": { type: "DECLARATIVE_POLICY_EC2", characters: 10_000, perTarget: 10, attachedByAws: 0 },
};

/** A policy with the targets it is for. */
export interface OrganizationPolicy {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly description: string;
  /** The document as JSON text without white space. */
  readonly content: string;
  /** Roots, organizational units and accounts by ID. */
  readonly targets: readonly string[];
}

/** What AWS Organizations would refuse: documents that are too long, targets with too many policies. Empty when all is well. */
export function policyProblems(policies: readonly OrganizationPolicy[]): readonly string[] {
  const tooLong = policies
    .filter(({ kind, content }) => content.length > policyLimits[kind].characters)
    .map(
      ({ kind, name, content }) =>
        `the ${kind} policy "${name}" has ${content.length} characters; AWS Organizations allows ${policyLimits[kind].characters}. Move presets to another tier`,
    );
  const attachments = policies.flatMap(({ kind, targets }) =>
    [...new Set(targets)].map((target) => ({ kind, target })),
  );
  const places = [...new Set(attachments.map(({ kind, target }) => `${kind} ${target}`))].sort();
  const tooMany = places.flatMap((place) => {
    const on = attachments.filter(({ kind, target }) => `${kind} ${target}` === place);
    const [first] = on;
    if (first === undefined) return [];
    const { perTarget, attachedByAws } = policyLimits[first.kind];
    const allowed = perTarget - attachedByAws;
    return on.length > allowed
      ? [
          `${first.target} would have ${on.length} ${first.kind} policies; AWS Organizations allows ${perTarget}, of which ${attachedByAws} is its own. Name the target in fewer tiers`,
        ]
      : [];
  });
  return [...tooLong, ...tooMany];
}
