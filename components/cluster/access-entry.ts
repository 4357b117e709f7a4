/** EKS access policies that may be associated, by their names. */
export const accessPolicies = [
  "AmazonEKSClusterAdminPolicy",
  "AmazonEKSAdminPolicy",
  "AmazonEKSAdminViewPolicy",
  "AmazonEKSEditPolicy",
  "AmazonEKSViewPolicy",
] as const;

export type AccessPolicy = (typeof accessPolicies)[number];

/** Who may use the Kubernetes API, as an environment declares it. */
export interface AccessSpec {
  /** Name within the cluster, for example `platform-team`. */
  readonly name: string;
  /** ARN of the IAM role, or user, it is for. */
  readonly principalArn: string;
  /**
   * Access policies of EKS.
   * @default - none; what Kubernetes lets the groups do
   */
  readonly policies?: readonly AccessPolicyScope[];
  /**
   * Kubernetes groups.
   * @default []
   */
  readonly groups?: readonly string[];
}

export interface AccessPolicyScope {
  readonly policy: AccessPolicy;
  /** Namespaces it holds in; none: the whole cluster. */
  readonly namespaces?: readonly string[];
}

/** IAM principals that EKS takes: a role or a user, not a session and not an account. */
export const principalPattern = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

/** Everything that is wrong with a list of entries: which one, and what is allowed. */
export function accessProblems(
  entries: readonly AccessSpec[],
): readonly { readonly index: number; readonly message: string }[] {
  return entries.flatMap((entry, index) =>
    problemsOf(entry, entries.slice(0, index)).map((message) => ({ index, message })),
  );
}

function problemsOf(entry: AccessSpec, before: readonly AccessSpec[]): readonly string[] {
  const { policies = [], groups = [] } = entry;
  return [
    ...(before.some(({ name }) => name === entry.name) ? [`${entry.name} is the name of two entries`] : []),
    ...(before.some(({ principalArn }) => principalArn === entry.principalArn)
      ? [`${entry.principalArn} has two entries; EKS takes one for each principal`]
      : []),
    ...(policies.length + groups.length === 0
      ? [`${entry.name} has neither policies nor groups, and could do nothing`]
      : []),
    ...(groups.some((group) => group.startsWith("system:"))
      ? [`${entry.name}: EKS refuses groups that start with system:; give it an access policy`]
      : []),
  ];
}
