import { z } from "zod";
import { dnsLabelPattern } from "../../components/kubernetes/names.ts";
import { defaultNamespaceQuota } from "../../components/kubernetes/namespace-quota.ts";
import { type ConfigSection } from "../config.ts";

const quantity = z
  .string('must be a Kubernetes quantity in quotes, for example "4" or 8Gi')
  .regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$/, "must be a Kubernetes quantity like 500m, 4 or 8Gi");

const namespace = z.strictObject({
  name: z
    .string("must name the namespace")
    .regex(dnsLabelPattern, "must be lower-case letters, digits and hyphens, 63 characters at most")
    .refine(
      (name) => name !== "default" && !/^(kube|platform)-/.test(name),
      "must not be default nor start with kube- or platform-, which are Kubernetes's and the platform's own",
    ),
  quota: z
    .strictObject({
      cpu: quantity.default(defaultNamespaceQuota.cpu),
      memory: quantity.default(defaultNamespaceQuota.memory),
      pods: z.int("must be a number of pods").min(1, "must be at least 1").default(defaultNamespaceQuota.pods),
    })
    .prefault({}),
});

export const section = {
  namespace: "cluster-services",
  schema: z.strictObject({
    /** Namespaces of the workloads, each under the restricted Pod Security Standard. */
    namespaces: z
      .array(namespace, "must be a list of namespaces")
      .refine(
        (namespaces) => new Set(namespaces.map(({ name }) => name)).size === namespaces.length,
        "must not hold one name twice",
      )
      .default([{ name: "ingestion", quota: defaultNamespaceQuota }]),
  }),
} satisfies ConfigSection;
