import { type ControllerIdentity } from "./controller-identity.ts";
import { resources } from "./restricted-pod.ts";

/** What the chart's values name. */
export interface FluentBitSettings {
  readonly region: string;
  readonly logGroupName: string;
  readonly identity: ControllerIdentity;
}

/**
 * Values of the chart `aws-for-fluent-bit`: one shipper on every node, also on tainted ones. It reads the node's log files,
 * which belong to root, and keeps its place in them on the node; everything else is taken from it.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/outputs/cloudwatch
 */
export function fluentBitValues(args: FluentBitSettings) {
  return {
    fullnameOverride: "fluent-bit",
    serviceAccount: { create: true, name: args.identity.name, annotations: { ...args.identity.annotations } },
    priorityClassName: "system-node-critical",
    tolerations: [{ operator: "Exists" }],
    podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    resources: resources("50m", "250Mi"),
    // Only what is read and written: the chart's own list holds Docker's folder as well, which no node of EKS has.
    volumes: [{ name: "varlog", hostPath: { path: "/var/log" } }],
    volumeMounts: [{ name: "varlog", mountPath: "/var/log" }],
    // Multi-line traces count as one record; a pod may ask to be left out.
    input: { enabled: true, multilineParser: "cri" },
    filter: { enabled: true, mergeLog: "On", keepLog: "Off", k8sLoggingExclude: "On" },
    cloudWatch: { enabled: false },
    cloudWatchLogs: {
      enabled: true,
      region: args.region,
      logGroupName: args.logGroupName,
      logStreamPrefix: "unnamed-",
      logStreamTemplate: "$kubernetes['namespace_name'].$kubernetes['pod_name'].$kubernetes['container_name']",
      // The group is ours: encrypted, and kept as long as we say.
      autoCreateGroup: false,
    },
  };
}
