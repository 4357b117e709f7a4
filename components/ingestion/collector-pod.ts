import { overZones, resources, restrictedContainer, restrictedPod } from "../kubernetes/restricted-pod.ts";
import {
  certificatesFolder,
  certificatesSecret,
  collectorLabels,
  collectorName,
  collectorPorts,
  settingsFile,
  settingsFolder,
} from "./collector-names.ts";

/** What the pod's manifest names. */
export interface CollectorPod {
  /** Image by tag or digest. */
  readonly image: string;
  readonly cpu: string;
  readonly memory: string;
  /** Whether its certificates come from a Secret; else it makes one for itself. */
  readonly certificates: boolean;
  /** Time after SIGTERM in which it answers what it has taken in. */
  readonly drainSeconds: number;
}

/**
 * Variables of the process, of which none is a setting. Without them, at its most, it takes 300 MiB instead of 210: a heap that may
 * become large is collected late, and the system's allocator keeps what buffers of that heap gave back. The price is processor time,
 * a tenth to a third more. What is left of the pod's memory is for buffers outside the heap.
 *
 * @see https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
 * @see https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
export const collectorVariables = {
  NODE_OPTIONS: "--max-old-space-size=384",
  MALLOC_ARENA_MAX: "1",
  MALLOC_TRIM_THRESHOLD_: "65536",
  MALLOC_MMAP_THRESHOLD_: "131072",
} as const;

/** Nobody of the image, and nobody of a node; it needs to own no file. */
const user = 10_001;

/**
 * Time in which load balancers stop sending requests to a pod that goes: its target is taken out in seconds, and a request
 * that was on its way still finds it open.
 */
const stopSendingSeconds = 15;

/** Beyond what it asks for itself, before it is killed. */
const killMarginSeconds = 10;

/**
 * The collector's pod: restricted, with nothing to write to, and ready only while it can write to Kafka. It calls no
 * Kubernetes API, so it has no token of it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export function collectorPod({ image, cpu, memory, certificates, drainSeconds }: CollectorPod) {
  return {
    serviceAccountName: collectorName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: "event-path",
    terminationGracePeriodSeconds: stopSendingSeconds + drainSeconds + killMarginSeconds,
    securityContext: restrictedPod(user),
    topologySpreadConstraints: overZones(collectorLabels),
    containers: [
      {
        name: collectorName,
        image,
        env: Object.entries({
          ...collectorVariables,
          COLLECTOR_SETTINGS: `${settingsFolder}/${settingsFile}`,
        }).map(([name, value]) => ({ name, value })),
        ports: Object.entries(collectorPorts).map(([name, containerPort]) => ({
          name,
          containerPort,
          protocol: "TCP",
        })),
        securityContext: { ...restrictedContainer, capabilities: { drop: [...restrictedContainer.capabilities.drop] } },
        resources: resources(cpu, memory),
        startupProbe: { ...probe("/healthz"), periodSeconds: 2, failureThreshold: 30 },
        livenessProbe: { ...probe("/healthz"), periodSeconds: 10, failureThreshold: 3 },
        readinessProbe: { ...probe("/readyz"), periodSeconds: 5, failureThreshold: 2 },
        lifecycle: { preStop: { sleep: { seconds: stopSendingSeconds } } },
        volumeMounts: [
          { name: "settings", mountPath: settingsFolder, readOnly: true },
          ...(certificates ? [{ name: "certificates", mountPath: certificatesFolder, readOnly: true }] : []),
        ],
      },
    ],
    volumes: [
      { name: "settings", configMap: { name: collectorName } },
      // Readable by the container's user alone, through the pod's group.
      ...(certificates
        ? [{ name: "certificates", secret: { secretName: certificatesSecret, defaultMode: 0o440 } }]
        : []),
    ],
  };
}

/** Kubernetes does not check the certificate of who it probes. */
function probe(path: string) {
  return { httpGet: { scheme: "HTTPS", path, port: "internal" }, timeoutSeconds: 2 };
}
