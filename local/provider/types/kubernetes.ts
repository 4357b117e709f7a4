import { randomUUID } from "node:crypto";
import { hex } from "../recorded.ts";
import type { Properties, ResourceContext, ResourceType } from "../resource-type.ts";
import { isObject } from "../values.ts";

function metadata(inputs: Properties): Properties {
  return isObject(inputs.metadata) ? inputs.metadata : {};
}

function nameOf(inputs: Properties, context: ResourceContext): string {
  const { name } = metadata(inputs);
  // Kubernetes allows names of lower-case letters, digits and hyphens.
  return typeof name === "string" ? name : `${context.name.toLowerCase()}-${hex(8)}`;
}

/**
 * Any object of the Kubernetes API: they all have an API version, a kind and metadata. Its ID is
 * `<namespace>/<name>`, or the name where the program gives no namespace.
 */
export const kubernetesObject: ResourceType = {
  id: (inputs, context) => {
    const { namespace } = metadata(inputs);
    const name = nameOf(inputs, context);
    return typeof namespace === "string" ? `${namespace}/${name}` : name;
  },
  outputs: (id, inputs, context) => ({
    metadata: {
      ...metadata(inputs),
      name: id.split("/").at(-1),
      uid: randomUUID(),
      resourceVersion: "1",
      generation: 1,
      creationTimestamp: new Date().toISOString(),
    },
    ...loadBalancerStatus(inputs, context),
  }),
};

/** What the load balancer controller writes into a service that asks for a load balancer: where it answers. */
function loadBalancerStatus({ kind, spec }: Properties, context: ResourceContext): Properties {
  if (kind !== "Service" || !isObject(spec) || spec.type !== "LoadBalancer") return {};
  const hostname = `${context.name.toLowerCase()}-${hex(16)}.elb.${context.account.region}.amazonaws.com`;
  return { status: { loadBalancer: { ingress: [{ hostname }] } } };
}
