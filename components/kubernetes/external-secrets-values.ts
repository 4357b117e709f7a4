import { type ControllerIdentity } from "./controller-identity.ts";
import { overZones, resources } from "./restricted-pod.ts";

/** What the chart's values name. */
export interface ExternalSecretsSettings {
  readonly region: string;
  readonly identity: ControllerIdentity;
}

/**
 * Values of the chart `external-secrets`: two replicas of each part. Nothing may write secrets back to AWS, and no store is
 * shared by all namespaces. The chart runs its containers as restricted ones.
 *
 * @see https://external-secrets.io/latest/api/controller-options/
 */
export function externalSecretsValues(args: ExternalSecretsSettings) {
  const replicated = (name: string) => ({
    replicaCount: 2,
    priorityClassName: "platform-controller",
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    topologySpreadConstraints: overZones({ "app.kubernetes.io/name": name }),
    resources: resources("50m", "256Mi"),
  });
  return {
    ...replicated("external-secrets"),
    leaderElect: true,
    installCRDs: true,
    serviceAccount: { create: true, name: args.identity.name, annotations: { ...args.identity.annotations } },
    extraEnv: [{ name: "AWS_REGION", value: args.region }],
    processClusterExternalSecret: false,
    processClusterStore: false,
    processPushSecret: false,
    processClusterPushSecret: false,
    crds: {
      createClusterExternalSecret: false,
      createClusterSecretStore: false,
      createPushSecret: false,
      createClusterPushSecret: false,
    },
    webhook: replicated("external-secrets-webhook"),
    certController: replicated("external-secrets-cert-controller"),
  };
}
