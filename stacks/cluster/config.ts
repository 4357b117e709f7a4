import { z } from "zod";
import { instanceTypePattern, instanceTypesProblem } from "../../components/cluster/ami-type.ts";
import { defaultDiskSizeGiB } from "../../components/cluster/node-group-spec.ts";
import { type ConfigSection } from "../config.ts";

const nodeGroup = z
  .strictObject({
    name: z
      .string("must name the node group")
      .regex(/^[a-z][a-z0-9-]{0,23}$/, "must be lower-case letters, digits and hyphens, 24 characters at most"),
    instanceTypes: z.array(z.string().regex(instanceTypePattern, "must be an EC2 instance type like m7g.large")),
    minNodes: z.int("must be a number of nodes").min(1, "must be at least 1: add-ons need a node to run on"),
    maxNodes: z.int("must be a number of nodes").max(450, "must be at most 450, what EKS allows a managed node group"),
    diskSizeGiB: z.int("must be a size in GiB").min(20, "must be at least 20 GiB").default(defaultDiskSizeGiB),
  })
  .superRefine(({ instanceTypes, minNodes, maxNodes }, context) => {
    const problem = instanceTypesProblem(instanceTypes);
    if (problem !== undefined) {
      context.addIssue({ code: "custom", path: ["instanceTypes"], message: problem });
    }
    if (minNodes > maxNodes) {
      const message = `${maxNodes} is below minNodes; allowed: ${minNodes} or more`;
      context.addIssue({ code: "custom", path: ["maxNodes"], message });
    }
  });

export const section = {
  namespace: "cluster",
  schema: z.strictObject({
    /** Kubernetes version. */
    version: z.string().regex(/^1\.\d+$/, 'must be a Kubernetes version in quotes, for example "1.34"'),
    nodeGroups: z
      .array(nodeGroup, "must be a list of node groups")
      .min(1, "must hold at least one node group: add-ons need nodes to run on")
      .refine(
        (groups) => new Set(groups.map(({ name }) => name)).size === groups.length,
        "must not hold one name twice",
      ),
    /** CIDR blocks the API server answers over the Internet; none: inside the VPC only. */
    publicAccessCidrs: z
      .array(
        z
          .cidrv4("must be an IPv4 CIDR block like 203.0.113.0/24")
          .refine(
            (cidr) => !cidr.endsWith("/0"),
            "must not be the whole Internet; name the blocks of your own network",
          ),
        "must be a list of CIDR blocks",
      )
      .default([]),
  }),
} satisfies ConfigSection;
