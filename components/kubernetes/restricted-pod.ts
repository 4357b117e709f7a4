/** Container settings that the restricted Pod Security Standard asks for, and a file system nobody writes to. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
} as const;

/** Pod settings to go with them. */
export function restrictedPod(user: number) {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: "RuntimeDefault" },
  } as const;
}

/** What a container asks for, and the memory it may have; CPU has no limit. */
export function resources(cpu: string, memory: string) {
  return { requests: { cpu, memory }, limits: { memory } } as const;
}

/** Replicas of a controller do not share a zone while there is another. */
export function overZones(labels: Readonly<Record<string, string>>) {
  return [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: labels },
    },
  ];
}
