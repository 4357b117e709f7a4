import { LimitRange, Namespace, ResourceQuota, ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/index.js";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/index.js";
import * as pulumi from "@pulumi/pulumi";
import { platformLabels } from "./labels.ts";
import { dnsLabelPattern } from "./names.ts";
import { defaultNamespaceQuota, type NamespaceQuota, quotaLimits } from "./namespace-quota.ts";
import { denyAll, type NetworkOpening, openingPolicy } from "./network-opening.ts";
import { dns, podIdentity } from "./openings.ts";
import { type PodSecurityLevel, podSecurityLabels } from "./pod-security.ts";

export interface PolicedNamespaceArgs {
  /** Name of the namespace. */
  readonly namespace: string;
  /** Kubernetes version whose Pod Security Standards hold, for example 1.34. */
  readonly version: string;
  /**
   * Level of the Pod Security Standards that the API server enforces.
   * @default "restricted"
   */
  readonly level?: PodSecurityLevel;
  /**
   * Why pods here need more than the restricted level; written down at the namespace.
   * @default - the level is restricted, which needs no reason
   */
  readonly levelReason?: string;
  /**
   * What all pods together may ask for.
   * @default - 8 CPUs, 16 GiB, 50 pods, no load balancers of services
   */
  readonly quota?: NamespaceQuota;
  /**
   * Whether a pod behind a load balancer is ready only when the load balancer finds it healthy; needs the AWS Load Balancer
   * Controller.
   * @default false
   */
  readonly targetsGateReadiness?: boolean;
  /**
   * Traffic that is let through, beside questions to the cluster's DNS and to the agent that hands out AWS credentials.
   * @default []
   */
  readonly openings?: readonly NetworkOpening[];
}

/**
 * A namespace whose pods keep a Pod Security Standard, reach nothing and are reached by nothing until an opening says so,
 * and share a quota. Its default service account gets no token.
 */
export class PolicedNamespace extends pulumi.ComponentResource {
  readonly namespace: string;

  constructor(name: string, args: PolicedNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:kubernetes:PolicedNamespace", name, {}, opts);
    const { namespace, version, level = "restricted", levelReason } = args;
    if (!dnsLabelPattern.test(namespace)) {
      throw new Error(
        `PolicedNamespace ${name}: namespace = "${namespace}" is no name Kubernetes takes; allowed: lower-case letters, ` +
          `digits and hyphens, 63 characters at most. Change it where the namespace is constructed.`,
      );
    }
    if ((level === "restricted") !== (levelReason === undefined)) {
      throw new Error(
        `PolicedNamespace ${name}: level = "${level}" ${level === "restricted" ? "needs no levelReason" : "needs a levelReason"}; ` +
          `allowed: the restricted level without one, baseline or privileged with one. Change it where the namespace is constructed.`,
      );
    }
    this.namespace = namespace;

    const created = new Namespace(
      `${name}-namespace`,
      {
        metadata: {
          name: namespace,
          labels: {
            ...platformLabels,
            ...podSecurityLabels(level, version),
            ...(args.targetsGateReadiness === true ? readinessGates : {}),
          },
          ...(levelReason === undefined ? {} : { annotations: { "platform/pod-security-reason": levelReason } }),
        },
      },
      { parent: this },
    );
    // Through the resource, so that everything in the namespace is made after it and deleted before it.
    const within = (what: string) => ({
      name: what,
      namespace: created.metadata.name,
      labels: platformLabels,
    });
    new ResourceQuota(
      `${name}-quota`,
      { metadata: within("quota"), spec: { hard: quotaLimits(args.quota ?? defaultNamespaceQuota) } },
      { parent: this },
    );
    new LimitRange(
      `${name}-limits`,
      { metadata: within("limits"), spec: { limits: [containerDefaults] } },
      { parent: this },
    );
    new ServiceAccountPatch(
      `${name}-default-account`,
      {
        metadata: { name: "default", namespace: created.metadata.name },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
    new NetworkPolicy(`${name}-deny-all`, { metadata: within("deny-all"), spec: denyAll }, { parent: this });
    for (const opening of [dns, podIdentity, ...(args.openings ?? [])]) {
      new NetworkPolicy(
        `${name}-${opening.name}`,
        { metadata: within(opening.name), spec: openingPolicy(opening) },
        { parent: this },
      );
    }

    this.registerOutputs({ namespace: this.namespace });
  }
}

/**
 * Without it a rollout goes on when a pod says that it is ready, which the load balancer learns half a minute later: by then the pods
 * that it knew may all be gone.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
 */
const readinessGates = { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" };

/** For a container that says nothing of its own. */
const containerDefaults = {
  type: "Container",
  defaultRequest: { cpu: "100m", memory: "128Mi" },
  default: { memory: "256Mi" },
};
