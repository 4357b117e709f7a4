/**
 * The phases of an environment, in the order of their numbers, and what each of them reads.
 *
 * This is the one place the order comes from: `platform` runs phases by it, `consume` refuses a phase that is not
 * listed as needed, and `platform graph` draws it.
 */
export const phases = {
  foundation: { needs: [], owns: "KMS keys by purpose, the log archive, alert topics" },
  network: { needs: ["foundation"], owns: "VPC in three tiers, endpoints, flow logs, security groups" },
  cluster: { needs: ["foundation", "network"], owns: "EKS control plane, node groups, workload identity" },
  "cluster-services": {
    needs: ["foundation", "network", "cluster"],
    owns: "what runs in the cluster for everyone: namespaces, controllers, log shipping",
  },
  streaming: { needs: ["foundation", "network"], owns: "MSK cluster, topics, client credentials" },
  lake: { needs: ["foundation"], owns: "lake buckets, Glue databases, Iceberg tables, job roles" },
  ingestion: {
    needs: ["foundation", "network", "cluster", "cluster-services", "streaming", "lake"],
    owns: "the collector: its image repository, role, pods, load balancer and web ACL",
  },
  observability: { needs: ["foundation", "network"], owns: "metrics workspace with its rules, Grafana" },
} as const satisfies Record<string, { needs: readonly string[]; owns: string }>;

/** A phase: the name of its folder under `stacks/`, of its Pulumi project and of its configuration namespace. */
export type Phase = keyof typeof phases;

/** Pulumi project at the top of the repository: the environment's front page, which may read every phase. */
export const frontPageProject = "event-platform";

/** All phases, upstream ones before their readers. */
export const phaseNames: readonly Phase[] = inOrder();

export function isPhase(name: string): name is Phase {
  return Object.hasOwn(phases, name);
}

/** Phases that `phase` reads directly. */
export function needsOf(phase: Phase): readonly Phase[] {
  return phases[phase].needs;
}

/** Phases that read `phase` directly. */
export function readersOf(phase: Phase): readonly Phase[] {
  return phaseNames.filter((candidate) => needsOf(candidate).includes(phase));
}

/** `selected` and every phase they read, directly or not, in order. */
export function withUpstream(selected: readonly Phase[]): readonly Phase[] {
  const wanted = new Set<Phase>();
  const visit = (phase: Phase): void => {
    wanted.add(phase);
    needsOf(phase).forEach(visit);
  };
  selected.forEach(visit);
  return phaseNames.filter((phase) => wanted.has(phase));
}

/** The phases as a Mermaid flowchart: an arrow leads from a phase to each phase that reads it. */
export function phasesAsMermaid(): string {
  const label = (phase: Phase): string => `  ${phase}["<b>${phase}</b><br/>${phases[phase].owns}"]`;
  const arrows = phaseNames.flatMap((phase) => needsOf(phase).map((need) => `  ${need} --> ${phase}`));
  const front = phaseNames.map((phase) => `  ${phase} -.-> ${frontPageProject}`);
  return [
    "flowchart TD",
    ...phaseNames.map(label),
    `  ${frontPageProject}(["${frontPageProject}: front page"])`,
    ...arrows,
    ...front,
  ].join("\n");
}

/** Topological order; throws on a cycle, so that a wrong table stops every command at once. */
function inOrder(): readonly Phase[] {
  const names = Object.keys(phases).filter(isPhase);
  const ordered: Phase[] = [];
  const visit = (phase: Phase, path: readonly Phase[]): void => {
    if (path.includes(phase)) {
      throw new Error(
        `contracts/stacks/phases.ts: phases need each other in a circle: ${[...path, phase].join(" -> ")}`,
      );
    }
    if (!ordered.includes(phase)) {
      needsOf(phase).forEach((need) => {
        visit(need, [...path, phase]);
      });
      ordered.push(phase);
    }
  };
  names.forEach((phase) => {
    visit(phase, []);
  });
  return ordered;
}
