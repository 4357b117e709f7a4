import { z } from "zod";
import { dnsLabelPattern } from "../../components/kubernetes/names.ts";
import { defaultNamespaceQuota } from "../../components/kubernetes/namespace-quota.ts";
import { defaultNodePool, imagePattern } from "../../components/kubernetes/node-pool.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";
import { quantity } from "../quantity.ts";

const namespace = z.strictObject({
  /** Name of the namespace. */
  name: z
    .string("must name the namespace")
    .regex(dnsLabelPattern, "must be lower-case letters, digits and hyphens, 63 characters at most")
    .refine(
      (name) => name !== "default" && !/^(kube|platform)-/.test(name),
      "must not be default nor start with kube- or platform-, which are Kubernetes's and the platform's own",
    ),
  /** What all pods of the namespace may ask for together. */
  quota: z
    .strictObject({
      /** CPUs, as a Kubernetes quantity. Default: 8. */
      cpu: quantity.default(defaultNamespaceQuota.cpu),
      /** Memory, as a Kubernetes quantity. Default: 16Gi. */
      memory: quantity.default(defaultNamespaceQuota.memory),
      /** Number of pods. Default: 50. */
      pods: z.int("must be a number of pods").min(1, "must be at least 1").default(defaultNamespaceQuota.pods),
      /** Services with a load balancer of their own, as `ingestion:tlsAt: collector` makes one. Default: 0. */
      loadBalancers: z
        .int("must be a number of load balancers")
        .min(0, "must be at least 0")
        .default(defaultNamespaceQuota.loadBalancers),
    })
    .prefault({}),
});

const nodePool = z.strictObject({
  /** Processor of the nodes. Default: arm64 (Graviton). */
  architecture: z.enum(["arm64", "amd64"], "must be arm64 or amd64").default(defaultNodePool.architecture),
  /** How nodes are bought. Default: on-demand alone. */
  capacityTypes: z
    .array(z.enum(["on-demand", "spot"], "must be on-demand or spot"))
    .min(1, "must hold at least one of on-demand and spot")
    .default([...defaultNodePool.capacityTypes]),
  /** Categories of EC2 instances, by their first letters. Default: c, m and r. */
  instanceCategories: z
    .array(z.string().regex(/^[a-z]+$/, "must be the first letters of an instance family, for example m"))
    .min(1, "must hold at least one category")
    .default([...defaultNodePool.instanceCategories]),
  /** Family and release of the machine image. Default: al2023@latest. */
  image: z
    .string()
    .regex(imagePattern, "must be al2023@ or bottlerocket@ with latest or a release like v20260901")
    .default(defaultNodePool.image),
  /** Size of a node's disk, in GiB. Default: 50. */
  diskSizeGiB: z.int("must be a size in GiB").min(20, "must be at least 20 GiB").default(defaultNodePool.diskSizeGiB),
  /** CPUs that all nodes of the pool may have together. Default: 64. */
  maxCpus: z.int("must be a number of CPUs").min(1, "must be at least 1").default(defaultNodePool.maxCpus),
  /** Hours after which a node is replaced by a new one. Default: 720, which is 30 days. */
  expireAfterHours: z
    .int("must be a number of hours")
    .min(24, "must be at least 24")
    .default(defaultNodePool.expireAfterHours),
});

export const section = {
  namespace: "cluster-services",
  schema: z.strictObject({
    /** Namespaces of the workloads, each under the restricted Pod Security Standard. Default: ingestion. */
    namespaces: z
      .array(namespace, "must be a list of namespaces")
      .refine(
        (namespaces) => new Set(namespaces.map(({ name }) => name)).size === namespaces.length,
        "must not hold one name twice",
      )
      .default([{ name: "ingestion", quota: defaultNamespaceQuota }]),
    /** Whether ingresses and services get load balancers. Default: true. */
    loadBalancerController: z.boolean("must be true or false").default(true),
    /** Whether secrets of Secrets Manager can be copied into Kubernetes. Default: true. */
    externalSecrets: z.boolean("must be true or false").default(true),
    /** Whether the pods' logs go to CloudWatch Logs. Default: true. */
    logShipping: z.boolean("must be true or false").default(true),
    /** What kind of nodes Karpenter may launch, where the cluster is scaled by it. */
    nodePool: nodePool.prefault({}),
    /** Minutes that a destroy waits for load balancers, volumes and nodes to go. Default: 30. */
    drainTimeoutMinutes: z
      .int("must be a number of minutes")
      .min(1, "must be at least 1")
      .max(120, "must be at most 120")
      .default(30),
    /** Alarms left out and thresholds moved. Default: none. */
    alarms: alarmSettings,
  }),
} satisfies ConfigSection;
