import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { collectorPorts } from "./collector-names.ts";

/** A network load balancer that passes connections on as they come. */
export interface PassThrough {
  /** Name of the load balancer. */
  readonly loadBalancerName: string;
  /** Whether the Internet reaches it, as far as its security group lets it. */
  readonly internetFacing: boolean;
  /** Subnets it answers in: one per zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Security group that says who may connect. */
  readonly securityGroupId: pulumi.Input<string>;
}

interface ServiceInputs {
  readonly metadata: types.input.meta.v1.ObjectMeta;
  readonly spec: types.input.core.v1.ServiceSpec;
}

/**
 * A service as the AWS Load Balancer Controller makes a network load balancer of it: TCP to the pods' own addresses, healthy
 * while the collector says it is ready.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
export function passThroughService({ metadata, spec }: ServiceInputs, through: PassThrough): ServiceInputs {
  const annotations: Readonly<Record<string, pulumi.Input<string>>> = {
    name: through.loadBalancerName,
    scheme: through.internetFacing ? "internet-facing" : "internal",
    "nlb-target-type": "ip",
    subnets: pulumi.all([...through.subnetIds]).apply((ids) => ids.join(",")),
    "security-groups": through.securityGroupId,
    // Nodes let this group in already.
    "manage-backend-security-group-rules": "false",
    attributes: "load_balancing.cross_zone.enabled=true",
    "target-group-attributes": "preserve_client_ip.enabled=false,deregistration_delay.timeout_seconds=30",
    "healthcheck-protocol": "https",
    "healthcheck-port": String(collectorPorts.internal),
    "healthcheck-path": "/readyz",
  };
  return {
    metadata: {
      ...metadata,
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `service.beta.kubernetes.io/aws-load-balancer-${key}`,
          value,
        ]),
      ),
    },
    spec: {
      ...spec,
      type: "LoadBalancer",
      loadBalancerClass: "service.k8s.aws/nlb",
      // The load balancer goes to the pods and needs no port of the nodes.
      allocateLoadBalancerNodePorts: false,
    },
  };
}
