/**
 * Level of the Pod Security Standards that a namespace enforces.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

/**
 * Labels by which the API server's own admission refuses pods below the level, and warns of those that would not be
 * restricted. The version is pinned: a newer Kubernetes would otherwise refuse what runs today.
 *
 * @param version Kubernetes version, for example 1.34
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(level: PodSecurityLevel, version: string): Readonly<Record<string, string>> {
  const modes = { enforce: level, audit: "restricted", warn: "restricted" } as const;
  return Object.fromEntries(
    Object.entries(modes).flatMap(([mode, standard]) => [
      [`pod-security.kubernetes.io/${mode}`, standard],
      [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
    ]),
  );
}
